package io.contentjobs.domain;

import java.util.Optional;

/**
 * Driven port: what a store holds.
 *
 * <p>Each method blocks while the store is asked and changes nothing there. Each throws
 * {@link RecordUnreadableException} if the record makes no sense and {@link StoreUnavailableException} if the store
 * cannot be asked now or the thread is interrupted (and stays so): an unreachable store is never an absent record.
 */
public interface JobReader {
    /** Returns the job's record; empty if there is none, or it has expired. */
    Optional<Job> find(JobId id);

    /** Returns where the draft's latest images are; empty if none were stored, or they have expired. */
    Optional<ImageUrls> findImageUrls(EventDraftId id);

    /** Returns why the job failed, to the letter as it was recorded; empty if nothing was, or it has expired. */
    Optional<String> findError(JobId id);
}
