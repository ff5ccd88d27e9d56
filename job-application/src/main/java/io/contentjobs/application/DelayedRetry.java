package io.contentjobs.application;

import io.contentjobs.domain.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Repeats a read that found nothing, after short delays. Another service may be between two commands: a repository's
 * {@code save()} deletes a record before it writes it again.
 *
 * <p>Each caller blocks its thread during the delays. So the number of callers that retry at the same time is limited, and a
 * flood of requests does not take all threads. A caller beyond the limit gets an empty result at once.
 */
final class DelayedRetry {
    /** The delays for a missing job. A rewrite takes about 1 ms, so three reads within 100 ms do not all meet such a gap. */
    static final List<Duration> JOB_DELAYS =
            List.of(Duration.ofMillis(10), Duration.ofMillis(30), Duration.ofMillis(60));

    private final Semaphore permits;
    private final Pause pause;
    private final List<Duration> delays;

    /**
     * @param maxConcurrent the maximum number of callers that retry at the same time
     * @param delays the delay before each repeated read
     */
    DelayedRetry(int maxConcurrent, Pause pause, List<Duration> delays) {
        this.permits = new Semaphore(maxConcurrent);
        this.pause = pause;
        this.delays = delays;
    }

    /**
     * Returns the result of the first repeated read that finds something; empty if none does, or if too many callers retry.
     *
     * @param subject the subject of the exception
     * @throws StoreUnavailableException if the thread is interrupted; its interrupt flag stays set
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
