package io.contentjobs.domain;

import java.util.Optional;

/**
 * Driven port: reads records from a store.
 *
 * <p>Each method blocks until the store has answered, and changes nothing in the store. Each method throws
 * {@link RecordUnreadableException} if the record is invalid, and {@link StoreUnavailableException} if the store does not
 * answer or the thread is interrupted (its interrupt flag stays set). An unreachable store is never an absent record.
 */
public interface JobReader {
    /** Returns the job's record; empty if the store has none, or if it has expired. */
    Optional<Job> find(JobId id);

    /** Returns the URLs of the draft's latest images; empty if the store has none, or if they have expired. */
    Optional<ImageUrls> findImageUrls(EventDraftId id);

    /** Returns the job's error, unchanged; empty if the store has none, or if it has expired. */
    Optional<String> findError(JobId id);
}
