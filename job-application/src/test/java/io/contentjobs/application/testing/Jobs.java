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

/** Jobs and their parts for tests. Each call's ids and URLs are new, so that tests may share a store. */
public final class Jobs {
    /** The type of all these jobs. */
    public static final JobType TYPE = new JobType("IMAGE_GEN");

    private Jobs() {}

    /** Returns an id that no store knows. */
    public static JobId id() {
        return new JobId("job-" + UUID.randomUUID());
    }

    /** Returns the id of a draft that no store knows. */
    public static EventDraftId draft() {
        return new EventDraftId("draft-" + UUID.randomUUID());
    }

    /** Returns the URLs of images that no other job has. */
    public static ImageUrls imageUrls() {
        String path = "https://cdn.example.com/" + UUID.randomUUID();
        return new ImageUrls(path + "/simple.png", path + "/fancy.png", path + "/trendy.png");
    }

    /** Returns a new job in that status. */
    public static Job inStatus(JobStatus status) {
        return inStatus(id(), status);
    }

    /** Returns a job of that id, in that status, of a new draft, created now (whole milliseconds). */
    public static Job inStatus(JobId id, JobStatus status) {
        return new Job(id, status, draft(), TYPE, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    /** Returns a job of that id of which its record tells the status alone. */
    public static Job bare(JobId id, JobStatus status) {
        return new Job(id, status, null, null, null);
    }

    /** Returns the draft of a job that has one. */
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
