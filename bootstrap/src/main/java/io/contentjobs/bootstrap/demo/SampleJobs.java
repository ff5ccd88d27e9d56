package io.contentjobs.bootstrap.demo;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.RecordJobProgress;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Records one job in each status, as a worker does. */
public final class SampleJobs {
    public static final JobId PENDING = new JobId("sample-pending");
    static final JobId PROCESSING = new JobId("sample-processing");
    public static final JobId COMPLETED = new JobId("sample-completed");
    static final JobId FAILED = new JobId("sample-failed");
    public static final List<JobId> ALL = List.of(PENDING, PROCESSING, COMPLETED, FAILED);

    private static final EventDraftId DRAFT = new EventDraftId("sample-draft");
    private static final ImageUrls IMAGES = new ImageUrls(
            "https://cdn.example.com/sample-draft/simple.png",
            "https://cdn.example.com/sample-draft/fancy.png",
            "https://cdn.example.com/sample-draft/trendy.png");

    private SampleJobs() {}

    public static void write(JobWriter writer, RecordJobProgress progress, Clock clock) {
        for (JobId id : ALL) {
            writer.create(new Job(
                    id,
                    JobStatus.PENDING,
                    DRAFT,
                    DemoGenerator.TYPE,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        }
        progress.start(PROCESSING);
        progress.complete(COMPLETED, IMAGES);
        progress.fail(FAILED, DemoGenerator.ERROR);
    }
}
