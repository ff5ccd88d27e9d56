package io.contentjobs.redis.record;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.RecordUnreadableException;
import java.util.Optional;

/** Reads {@code job:{id}}, {@code content:image:{draft}} and {@code job:{id}:error}, also in the forms of other writers. */
public final class RedisJobReader implements JobReader {
    private final RecordReader records;
    private final RecordDecoder decoder;
    private final UnreadableRecords unreadable;

    public RedisJobReader(RecordReader records, RecordDecoder decoder, UnreadableRecords unreadable) {
        this.records = records;
        this.decoder = decoder;
        this.unreadable = unreadable;
    }

    @Override
    public Optional<Job> find(JobId id) {
        StoredRecord record = records.find(Keys.job(id), RecordDecoder.REQUIRED);
        return record == null ? Optional.empty() : Optional.of(decoder.job(id, record));
    }

    @Override
    public Optional<ImageUrls> findImageUrls(EventDraftId id) {
        StoredRecord record = records.find(Keys.imageUrls(id), RecordDecoder.STYLES);
        return record == null ? Optional.empty() : Optional.of(decoder.imageUrls(id, record));
    }

    /** The job has failed, with or without a text. An unreadable text is logged, and counts as none. */
    @Override
    public Optional<String> findError(JobId id) {
        String key = Keys.error(id);
        try {
            byte[] raw = records.findString(key, StoredError.MAX_BYTES);
            Optional<String> text = StoredError.decode(raw);
            if (text.isEmpty()) {
                unreadable.log(key, "not UTF-8");
            }
            return text.filter(error -> !error.isEmpty());
        } catch (RecordUnreadableException noString) {
            return Optional.empty();
        }
    }
}
