package io.contentjobs.domain;

/**
 * Driven port: writes records to a store.
 *
 * <p>Each method is one atomic write, blocks until the store has acknowledged it, and restarts the lifetime of the record
 * that it writes. Each method throws {@link StoreUnavailableException} if the store did not acknowledge the write: the write
 * may then be made or not, and the caller may repeat it. The use case decides the order of the writes.
 */
public interface JobWriter {
    /**
     * Stores a new job.
     *
     * @throws IllegalStateException if the store has a record of that id, which stays unchanged
     */
    void create(Job job);

    /**
     * Changes the job's status to {@code next} if the stored status {@linkplain JobStatus#mayBecome may become} it. Check
     * and change are one atomic step.
     *
     * @return whether the status was changed, and the status after the call; {@link Verdict#NOT_FOUND} if the store has no
     *     such job
     * @throws RecordUnreadableException if the job's record is invalid
     */
    Verdict advance(JobId id, JobStatus next);

    /** Stores the URLs of the draft's images, and replaces earlier ones. */
    void storeImageUrls(EventDraftId id, ImageUrls imageUrls);

    /** Stores the job's error, and replaces an earlier one. */
    void storeError(JobId id, String error);
}
