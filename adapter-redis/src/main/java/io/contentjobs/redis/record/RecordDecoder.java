package io.contentjobs.redis.record;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageStyle;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decodes the fields of a record. */
public final class RecordDecoder {
    static final String STATUS = "status";
    static final String EVENT_DRAFT_ID = "eventDraftId";
    static final String TYPE = "type";
    static final String CREATED_AT = "createdAt";

    /** A hash without these fields is not a job. */
    static final List<String> REQUIRED = List.of(STATUS);

    /** A hash without any of these fields contains no images. */
    static final List<String> STYLES =
            Stream.of(ImageStyle.values()).map(ImageStyle::key).toList();

    static final List<String> JOB_FIELDS = List.of(STATUS, EVENT_DRAFT_ID, TYPE, CREATED_AT);

    private static final JobStatus[] STATUSES = JobStatus.values();

    private final UnreadableRecords unreadable;
    private final UnknownTimes unknownTimes = new UnknownTimes();

    public RecordDecoder(UnreadableRecords unreadable) {
        this.unreadable = unreadable;
    }

    Job job(JobId id, StoredRecord record) {
        String draft = record.text(EVENT_DRAFT_ID);
        String type = record.text(TYPE);
        JobStatus status = status(id, record.text(STATUS));
        EventDraftId eventDraftId =
                draft == null ? null : EventDraftId.parse(draft).orElse(null);
        if (status == JobStatus.COMPLETED && eventDraftId == null) {
            unreadable.log(Keys.job(id), "COMPLETED without a valid eventDraftId");
        }
        StoredRecord createdAt = record.only(CREATED_AT);
        return Job.withLazyCreatedAt(
                id,
                status,
                eventDraftId,
                type == null ? null : JobType.parse(type).orElse(null),
                () -> createdAt(id, createdAt));
    }

    private @Nullable Instant createdAt(JobId id, StoredRecord record) {
        String text = record.text(CREATED_AT);
        String stored = text == null ? record.json(CREATED_AT) : text;
        if (stored == null || stored.isEmpty()) {
            return null;
        }
        Instant instant = CreatedAt.parse(stored);
        if (instant == null) {
            unknownTimes.log(Keys.job(id), stored);
        }
        return instant;
    }

    ImageUrls imageUrls(EventDraftId id, StoredRecord record) {
        String simple = record.text(ImageStyle.SIMPLE.key());
        String fancy = record.text(ImageStyle.FANCY.key());
        String trendy = record.text(ImageStyle.TRENDY.key());
        if (simple == null || fancy == null || trendy == null) {
            throw unreadable.report(Keys.imageUrls(id), "not a readable URL for each style");
        }
        try {
            return new ImageUrls(simple, fancy, trendy);
        } catch (IllegalArgumentException refused) {
            throw unreadable.report(
                    Keys.imageUrls(id),
                    Optional.ofNullable(refused.getMessage()).orElse("malformed URLs"));
        }
    }

    /** Returns the status of that name; empty if there is none. */
    static Optional<JobStatus> status(@Nullable String name) {
        for (JobStatus status : STATUSES) {
            if (status.name().equals(name)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    private JobStatus status(JobId id, @Nullable String name) {
        return status(name)
                .orElseThrow(() ->
                        unreadable.report(Keys.job(id), name == null ? "no readable status" : "an unknown status"));
    }
}
