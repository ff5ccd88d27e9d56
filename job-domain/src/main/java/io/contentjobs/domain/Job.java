package io.contentjobs.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record of a job in a store.
 *
 * <p>Only id and status are always present. Other services write such records too, and a poll does not fail because of a
 * field that it does not need. Records that {@link RecordJobProgress} creates have all fields.
 *
 * @param id the job's id
 * @param status the job's status
 * @param eventDraftId the draft that the job generates images for; null if the field is absent or malformed
 * @param type the job's type; null if the field is absent or malformed
 * @param createdAt when the job was submitted; null if the field is absent or malformed
 */
public record Job(
        JobId id,
        JobStatus status,
        @Nullable EventDraftId eventDraftId,
        @Nullable JobType type,
        @Nullable Instant createdAt) {}
