package io.contentjobs.redis.record;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.ReadResult;
import io.contentjobs.domain.RecordUnreadableException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code job:{id}}, {@code content:image:{draft}} and {@code job:{id}:error}, also in the forms of other writers. */
public final class RedisJobReader implements JobReader {
    private final RecordReader records;
    private final RecordReader.Kind<JobId, Job> jobs;
    private final RecordReader.Kind<EventDraftId, ImageUrls> images;
    private final UnreadableRecords unreadable;

    public RedisJobReader(RecordReader records, RecordDecoder decoder, UnreadableRecords unreadable) {
        this.records = records;
        this.jobs = new RecordReader.Kind<>(Keys::job, RecordDecoder.REQUIRED, decoder::job);
        this.images = new RecordReader.Kind<>(Keys::imageUrls, RecordDecoder.STYLES, decoder::imageUrls);
        this.unreadable = unreadable;
    }

    @Override
    public Optional<Job> find(JobId id) {
        return records.find(id, jobs);
    }

    @Override
    public Map<JobId, ReadResult<Optional<Job>>> findAll(Collection<JobId> ids) {
        return records.findAll(ids, jobs);
    }

    @Override
    public Optional<ImageUrls> findImageUrls(EventDraftId id) {
        return records.find(id, images);
    }

    @Override
    public Map<EventDraftId, ReadResult<Optional<ImageUrls>>> findAllImageUrls(Collection<EventDraftId> ids) {
        return records.findAll(ids, images);
    }

    /** The job has failed, with or without a text. An unreadable text is logged, and counts as none. */
    @Override
    public Optional<String> findError(JobId id) {
        String key = Keys.error(id);
        return error(key, ReadResult.from(() -> records.findString(key, StoredError.MAX_BYTES)));
    }

    @Override
    public Map<JobId, ReadResult<Optional<String>>> findAllErrors(Collection<JobId> ids) {
        List<JobId> distinct = List.copyOf(new LinkedHashSet<>(ids));
        List<String> keys = distinct.stream().map(Keys::error).toList();
        List<ReadResult<byte[]>> found = records.findStrings(keys, StoredError.MAX_BYTES);
        Map<JobId, ReadResult<Optional<String>>> results = new HashMap<>();
        for (int i = 0; i < found.size(); i++) {
            String key = keys.get(i);
            ReadResult<byte[]> raw = found.get(i);
            results.put(distinct.get(i), ReadResult.from(() -> error(key, raw)));
        }
        return results;
    }

    private Optional<String> error(String key, ReadResult<byte[]> raw) {
        if (raw.failure() instanceof RecordUnreadableException) {
            return Optional.empty();
        }
        Optional<String> text = StoredError.decode(raw.orThrow());
        if (text.isEmpty()) {
            unreadable.log(key, "not UTF-8");
        }
        return text.filter(error -> !error.isEmpty());
    }
}
