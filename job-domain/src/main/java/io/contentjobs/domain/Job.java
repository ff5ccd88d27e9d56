package io.contentjobs.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The record of a job in a store.
 *
 * <p>Only id and status are always present. Other services write such records too, and a poll does not fail because of a
 * field that it does not need. Records that {@link RecordJobProgress} creates have all fields.
 *
 * <p>Immutable, thread-safe. Two jobs are equal if all fields are equal.
 */
public final class Job {
    private final JobId id;
    private final JobStatus status;
    private final @Nullable EventDraftId eventDraftId;
    private final @Nullable JobType type;
    private volatile Supplier<@Nullable Instant> createdAt;

    /**
     * A job with these fields.
     *
     * @param id the job's id
     * @param status the job's status
     * @param eventDraftId the draft that the job generates images for; null if the field is absent or malformed
     * @param type the job's type; null if the field is absent or malformed
     * @param createdAt when the job was submitted; null if the field is absent or malformed
     */
    public Job(
            JobId id,
            JobStatus status,
            @Nullable EventDraftId eventDraftId,
            @Nullable JobType type,
            @Nullable Instant createdAt) {
        this(id, status, eventDraftId, type, () -> createdAt);
    }

    private Job(
            JobId id,
            JobStatus status,
            @Nullable EventDraftId eventDraftId,
            @Nullable JobType type,
            Supplier<@Nullable Instant> createdAt) {
        this.id = id;
        this.status = status;
        this.eventDraftId = eventDraftId;
        this.type = type;
        this.createdAt = createdAt;
    }

    /**
     * Returns a job that decodes its {@code createdAt} when {@link #createdAt()} is first called. Most polls never call it.
     *
     * @param createdAt decodes the field; must return the same value every time, be thread-safe, and not throw
     */
    public static Job withLazyCreatedAt(
            JobId id,
            JobStatus status,
            @Nullable EventDraftId eventDraftId,
            @Nullable JobType type,
            Supplier<@Nullable Instant> createdAt) {
        return new Job(id, status, eventDraftId, type, createdAt);
    }

    /** Returns the job's id. */
    public JobId id() {
        return id;
    }

    /** Returns the job's status. */
    public JobStatus status() {
        return status;
    }

    /** Returns the draft that the job generates images for; null if the field is absent or malformed. */
    public @Nullable EventDraftId eventDraftId() {
        return eventDraftId;
    }

    /** Returns the job's type; null if the field is absent or malformed. */
    public @Nullable JobType type() {
        return type;
    }

    /** Returns when the job was submitted; null if the field is absent or malformed. */
    public @Nullable Instant createdAt() {
        Instant instant = createdAt.get();
        createdAt = () -> instant;
        return instant;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Job job
                && id.equals(job.id)
                && status == job.status
                && Objects.equals(eventDraftId, job.eventDraftId)
                && Objects.equals(type, job.type)
                && Objects.equals(createdAt(), job.createdAt());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "Job[id=" + id + ", status=" + status + ", eventDraftId=" + eventDraftId + ", type=" + type
                + ", createdAt=" + createdAt() + "]";
    }
}
