package io.contentjobs.domain;

import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Driving port: waits for changes of a job's status. */
public interface AwaitJobStatus {
    /**
     * Blocks until the job has ended, {@code enough} accepts its report, {@code atMost} has passed, or the
     * implementation is closed. Returns the latest report.
     *
     * <p>An outage of the store does not end the waiting. The method throws {@link StoreUnavailableException} only if the
     * store is unavailable at the beginning of the wait, or when {@code atMost} has passed.
     *
     * @param enough returns whether the caller needs to wait no longer; called on the caller's thread, not for an ended job
     * @param atMost the maximum time to wait; if it is zero or negative, the method does not wait
     * @throws JobNotFoundException if the job does not exist, or expires during the wait
     * @throws ImagesGoneException if the job is COMPLETED, but its images have expired
     * @throws RecordUnreadableException if the job's record is invalid
     * @throws StoreUnavailableException if the store is unavailable, or the thread is interrupted (its interrupt flag stays
     *     set)
     */
    JobReport await(JobId id, Predicate<? super JobReport> enough, Duration atMost);

    /** Blocks until the job has ended, or {@code atMost} has passed, as {@link #await(JobId, Predicate, Duration)} does. */
    default JobReport await(JobId id, Duration atMost) {
        return await(id, report -> false, atMost);
    }

    /**
     * Tells the listener each new report on the job until the job has ended. Does not block, and occupies no thread while
     * the job does not change. An outage of the store does not end the subscription; its reports come when the outage is
     * over.
     *
     * @param known the report that the caller has already, which the listener is not told again; null if it has none, and
     *     is to be told the present one first
     * @throws IllegalArgumentException if {@code known} says that the job has ended
     */
    Subscription subscribe(JobId id, @Nullable JobReport known, Listener listener);

    /** A subscription to the reports on a job. Thread-safe. */
    interface Subscription extends AutoCloseable {
        /**
         * Ends the subscription: no call of the listener begins after this method has returned. Calling it again, or after
         * the last report, does nothing.
         */
        @Override
        void close();
    }

    /**
     * Learns of the reports on a job: one call at a time, on threads of the implementation. Must not block, since other
     * listeners wait for its return.
     */
    interface Listener {
        /**
         * The job has a new report. Consecutive reports differ in their status. After a report with a terminal status there
         * is no other call.
         */
        void reported(JobReport report);

        /**
         * The job cannot be reported any more: it does not exist or has expired, its images have expired, or its record is
         * invalid. There is no other call.
         */
        void failed(JobException failure);

        /** The implementation was closed before the job had ended. There is no other call. */
        void stopped();
    }
}
