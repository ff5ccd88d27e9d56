package io.contentjobs.domain;

/**
 * Driven port: what a store is told.
 *
 * <p>Each method blocks until the store has acknowledged it, is one atomic write, and gives the record that it writes its
 * full lifetime again. Each throws {@link StoreUnavailableException} where it was not acknowledged; it may then have
 * been made or not, and may be repeated. In what order they are called is the use case's business.
 */
public interface JobWriter {
    /**
     * Stores a new job.
     *
     * @throws IllegalStateException if there is a job of that id; it is left as it is
     */
    void create(Job job);

    /**
     * Changes the job's status to {@code next} if its status then {@linkplain JobStatus#mayBecome may become} it, in
     * one step that no other change can come between.
     *
     * @return whether it was changed, and what its status is now; {@link Verdict#NOT_FOUND} if there is no such job
     * @throws RecordUnreadableException if the job's record makes no sense
     */
    Verdict advance(JobId id, JobStatus next);

    /** Stores where the draft's images are, in place of what was stored before. */
    void storeImageUrls(EventDraftId id, ImageUrls imageUrls);

    /** Stores why the job failed, in place of what was stored before. */
    void storeError(JobId id, String error);
}
