package io.contentjobs.domain;

import org.jspecify.annotations.Nullable;

/**
 * Driving port: a worker records the progress of its job.
 *
 * <p>A worker may repeat each change, also after an exception: a change that was already made is {@link
 * Verdict.Outcome#REPEATED}. If several workers end one job, exactly one change is applied, and the other workers learn it
 * from their verdicts. A job that does not exist or has expired is {@link Verdict#NOT_FOUND}, not an exception.
 *
 * <p>Each method blocks until the store has acknowledged its writes. An interrupted call may throw
 * {@link StoreUnavailableException}; the thread's interrupt flag stays set.
 */
public interface RecordJobProgress {
    /**
     * Creates a PENDING job.
     *
     * @return the job's id, a random UUID (RFC 9562, version 4)
     * @throws StoreUnavailableException if the store did not acknowledge the job; a repeated call creates another job
     */
    JobId submit(EventDraftId eventDraftId, JobType type);

    /**
     * Changes the job's status to PROCESSING.
     *
     * @throws RecordUnreadableException if the job's record is invalid
     * @throws StoreUnavailableException if the store did not acknowledge the change
     */
    Verdict start(JobId id);

    /**
     * Stores the job's images, then changes its status to COMPLETED. Stores nothing if the job has already ended.
     *
     * @return {@link Verdict.Outcome#REPEATED} also if a second worker has completed the job with other URLs, which stay
     * @throws RecordUnreadableException if the job's record is invalid, or has no event draft
     * @throws StoreUnavailableException if the store did not acknowledge each write; clients then see the job as before, or
     *     as COMPLETED with its images
     */
    Verdict complete(JobId id, ImageUrls imageUrls);

    /**
     * Stores the job's error, then changes its status to FAILED. Stores nothing if the job has already ended.
     *
     * @param error the error message for users; if it is null or blank, as the message of an exception may be, the
     *     default text {@link JobReport.Failed#UNKNOWN_ERROR} is stored
     * @throws RecordUnreadableException if the job's record is invalid
     * @throws StoreUnavailableException if the store did not acknowledge each write; clients then see the job as before, or
     *     as FAILED
     */
    Verdict fail(JobId id, @Nullable String error);
}
