package io.contentjobs.application;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobType;
import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.domain.Verdict;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Repeats each change until the store has acknowledged it, for a worker that must not lose the end of its job. It pauses on
 * the caller's thread: 100 ms first, then twice as long each time, up to 5 s.
 *
 * <p>Only a {@link StoreUnavailableException} is repeated. The last one is thrown when the time is up, and when the thread is
 * interrupted; its interrupt flag then stays set. The job is as before the call, or changed, and the worker may repeat the
 * call later. Other exceptions, such as {@link io.contentjobs.domain.RecordUnreadableException}, are thrown at once.
 *
 * <p>If the store has made a change whose acknowledgement was lost, the verdict on the repeated change is
 * {@link Verdict.Outcome#REPEATED}. A repeated {@link #submit} makes another job; no client knows the id of the first one, and
 * it expires.
 */
public final class RetryingJobProgress implements RecordJobProgress {
    /** The time for which a change is repeated, if no other is given. */
    public static final Duration DEFAULT_LIMIT = Duration.ofMinutes(5);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

    private final RecordJobProgress progress;
    private final long limitNanos;
    private final Pause pause;
    private final LongSupplier nanoTime;

    /** Repeats each change for {@link #DEFAULT_LIMIT} at most. */
    public RetryingJobProgress(RecordJobProgress progress) {
        this(progress, DEFAULT_LIMIT);
    }

    /**
     * @param progress makes the changes
     * @param limit the time from the beginning of a call after which no further attempt begins; it may be endless. If it is
     *     zero or negative, no change is repeated
     */
    public RetryingJobProgress(RecordJobProgress progress, Duration limit) {
        this(progress, limit, Pause.SLEEP, System::nanoTime);
    }

    RetryingJobProgress(RecordJobProgress progress, Duration limit, Pause pause, LongSupplier nanoTime) {
        this.progress = progress;
        this.limitNanos = Nanos.of(limit);
        this.pause = pause;
        this.nanoTime = nanoTime;
    }

    @Override
    public JobId submit(EventDraftId eventDraftId, JobType type) {
        return untilAcknowledged(() -> progress.submit(eventDraftId, type));
    }

    @Override
    public Verdict start(JobId id) {
        return untilAcknowledged(() -> progress.start(id));
    }

    @Override
    public Verdict complete(JobId id, ImageUrls imageUrls) {
        return untilAcknowledged(() -> progress.complete(id, imageUrls));
    }

    @Override
    public Verdict fail(JobId id, @Nullable String error) {
        return untilAcknowledged(() -> progress.fail(id, error));
    }

    private <T> T untilAcknowledged(Supplier<T> change) {
        long start = nanoTime.getAsLong();
        Duration next = FIRST_PAUSE;
        while (true) {
            try {
                return change.get();
            } catch (StoreUnavailableException unavailable) {
                long spent = nanoTime.getAsLong() - start;
                if (limitNanos - spent < next.toNanos()) {
                    throw unavailable;
                }
                pauseOrThrow(next, unavailable);
                Duration doubled = next.multipliedBy(2);
                next = doubled.compareTo(MAX_PAUSE) < 0 ? doubled : MAX_PAUSE;
            }
        }
    }

    /** The exception of an interrupted call says only that the thread was interrupted: the pause then ends at once. */
    private void pauseOrThrow(Duration time, StoreUnavailableException unavailable) {
        try {
            pause.pause(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unavailable;
        }
    }
}
