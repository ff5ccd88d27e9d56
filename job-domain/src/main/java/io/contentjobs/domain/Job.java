package io.contentjobs.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a store holds of a job.
 *
 * <p>Only id and status are certain: other services write these records too, and what a poll can do without never
 * fails it. A record of our own has all five.
 *
 * @param id its name
 * @param status how far it is
 * @param eventDraftId the draft it makes images for; null where the record has none, or a malformed one
 * @param type its kind; null where the record has none, or a malformed one
 * @param createdAt when it was submitted; null where the record has none, or one that is no point in time
 */
public record Job(
        JobId id,
        JobStatus status,
        @Nullable EventDraftId eventDraftId,
        @Nullable JobType type,
        @Nullable Instant createdAt) {}
