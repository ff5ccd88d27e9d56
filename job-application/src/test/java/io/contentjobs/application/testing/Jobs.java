package io.contentjobs.application.testing;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Jobs and their parts for tests. Each call makes new ids and URLs, so tests may share a store. */
public final class Jobs {
    /** The type of all jobs of this class. */
    public static final JobType TYPE = new JobType("IMAGE_GEN");

    private Jobs() {}

    /** Returns a new job id. */
    public static JobId id() {
        return new JobId("job-" + UUID.randomUUID());
    }

    /** Returns a new draft id. */
    public static EventDraftId draft() {
        return new EventDraftId("draft-" + UUID.randomUUID());
    }

    /** Returns new image URLs. */
    public static ImageUrls imageUrls() {
        String path = "https://cdn.example.com/" + UUID.randomUUID();
        return new ImageUrls(path + "/simple.png", path + "/fancy.png", path + "/trendy.png");
    }

    /** Returns a new job with {@code status}. */
    public static Job inStatus(JobStatus status) {
        return inStatus(id(), status);
    }

    /** Returns a job with {@code id}, {@code status} and a new draft, created now (in whole milliseconds). */
    public static Job inStatus(JobId id, JobStatus status) {
        return new Job(id, status, draft(), TYPE, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    /** Returns a job with an id and a status only. */
    public static Job bare(JobId id, JobStatus status) {
        return new Job(id, status, null, null, null);
    }

    /** Returns the draft of a job that has one; throws IllegalArgumentException for other jobs. */
    public static EventDraftId draftOf(Job job) {
        EventDraftId draft = job.eventDraftId();
        if (draft == null) {
            throw new IllegalArgumentException("Job " + job.id() + " has no draft");
        }
        return draft;
    }

    public static Job pending() {
        return pending(id());
    }

    public static Job pending(JobId id) {
        return inStatus(id, JobStatus.PENDING);
    }

    public static Job processing() {
        return processing(id());
    }

    public static Job processing(JobId id) {
        return inStatus(id, JobStatus.PROCESSING);
    }

    public static Job completed() {
        return completed(id());
    }

    public static Job completed(JobId id) {
        return inStatus(id, JobStatus.COMPLETED);
    }

    public static Job failed() {
        return failed(id());
    }

    public static Job failed(JobId id) {
        return inStatus(id, JobStatus.FAILED);
    }
}
