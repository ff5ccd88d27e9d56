package io.contentjobs.domain;

/**
 * Driving port: a worker tells how far its job is.
 *
 * <p>Each change is safe to repeat, after an exception too: it is then either made or found made ({@link
 * Verdict.Outcome#REPEATED}). Of workers that race, one's change is applied and the others' verdicts say so. A job that does
 * not exist, or has expired, is a verdict too, no exception.
 *
 * <p>Each call blocks while the store is told. One that is interrupted may end in {@link StoreUnavailableException}; the
 * thread then stays interrupted.
 */
public interface RecordJobProgress {
    /**
     * Creates a PENDING job.
     *
     * @return its id, a random UUID (RFC 9562, version 4)
     * @throws StoreUnavailableException if the store did not acknowledge it; calling again makes another job
     */
    JobId submit(EventDraftId eventDraftId, JobType type);

    /**
     * Says that a worker is at the job: PROCESSING.
     *
     * @throws RecordUnreadableException if the job's record makes no sense
     * @throws StoreUnavailableException if the store did not acknowledge the change
     */
    Verdict start(JobId id);

    /**
     * Ends the job well: its images are stored, then it is COMPLETED. Images of a job that has ended are not stored.
     *
     * @throws RecordUnreadableException if the job's record makes no sense, or names no event draft
     * @throws StoreUnavailableException if the store did not acknowledge all of it; the job then still reads as it did
     *     before, or as COMPLETED with its images
     */
    Verdict complete(JobId id, ImageUrls imageUrls);

    /**
     * Ends the job without a result: the error is stored, then it is FAILED. The error of a job that has ended is not
     * stored.
     *
     * @param error why, in words for a user
     * @throws IllegalArgumentException if {@code error} is blank
     * @throws RecordUnreadableException if the job's record makes no sense
     * @throws StoreUnavailableException if the store did not acknowledge all of it; the job then still reads as it did
     *     before, or as FAILED
     */
    Verdict fail(JobId id, String error);
}
