package io.contentjobs.domain;

import java.time.Duration;
import java.util.function.Predicate;

/** Driving port: waits for a change of a job's status. */
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
}
