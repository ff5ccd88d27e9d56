package io.contentjobs.application;

import io.contentjobs.domain.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Repeats a read that found nothing, after short delays. A foreign writer may be between two commands: a repository's
 * {@code save()} deletes a record before it writes it anew.
 *
 * <p>Each caller blocks its thread for the delays. So only a fixed number of callers is delayed at a time: beyond it a
 * caller gets its empty result at once, and no flood of requests takes all threads.
 */
final class DelayedRetry {
    /** For a missing job. A rewrite takes a millisecond: several reads within 100 ms do not all fall into such a gap. */
    static final List<Duration> JOB_DELAYS =
            List.of(Duration.ofMillis(10), Duration.ofMillis(30), Duration.ofMillis(60));

    private final Semaphore permits;
    private final Pause pause;
    private final List<Duration> delays;

    /**
     * @param maxConcurrent how many callers are delayed at a time
     * @param delays the delay before each repeated read
     */
    DelayedRetry(int maxConcurrent, Pause pause, List<Duration> delays) {
        this.permits = new Semaphore(maxConcurrent);
        this.pause = pause;
        this.delays = delays;
    }

    /**
     * Returns what a repeated read finds; empty if none of them finds anything, or if too many callers are delayed now.
     *
     * @param subject names what is read, for whoever reads the exception
     * @throws StoreUnavailableException if the thread is interrupted, and stays so
     */
    <T> Optional<T> find(String subject, Supplier<Optional<T>> read) {
        if (!permits.tryAcquire()) {
            return Optional.empty();
        }
        try {
            Optional<T> found = Optional.empty();
            for (int i = 0; found.isEmpty() && i < delays.size(); i++) {
                pause.pause(delays.get(i));
                found = read.get();
            }
            return found;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException(subject, "interrupted", interrupted);
        } finally {
            permits.release();
        }
    }
}
