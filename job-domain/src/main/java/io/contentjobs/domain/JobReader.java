package io.contentjobs.domain;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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

    /**
     * Does for several jobs what {@link #find} does for one, in as few round trips as the store allows. Does not throw if
     * a record is invalid or the store does not answer: the result of that job says so.
     *
     * @return a result for each job
     */
    default Map<JobId, ReadResult<Optional<Job>>> findAll(Collection<JobId> ids) {
        return each(ids, this::find);
    }

    /** Does for several drafts what {@link #findImageUrls} does for one, as {@link #findAll}. */
    default Map<EventDraftId, ReadResult<Optional<ImageUrls>>> findAllImageUrls(Collection<EventDraftId> ids) {
        return each(ids, this::findImageUrls);
    }

    /** Does for several jobs what {@link #findError} does for one, as {@link #findAll}. */
    default Map<JobId, ReadResult<Optional<String>>> findAllErrors(Collection<JobId> ids) {
        return each(ids, this::findError);
    }

    private static <K, V> Map<K, ReadResult<V>> each(Collection<K> keys, Function<K, V> read) {
        Map<K, ReadResult<V>> results = new LinkedHashMap<>();
        keys.forEach(key -> results.computeIfAbsent(key, one -> ReadResult.from(() -> read.apply(one))));
        return results;
    }
}
