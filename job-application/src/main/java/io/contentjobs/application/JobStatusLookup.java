package io.contentjobs.application;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.ImagesGoneException;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobNotFoundException;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.StoreUnavailableException;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads the status first and the result after: who writes in the other order is never caught half-way. Only where a
 * COMPLETED job has no images does a call take 100 ms longer, and looks again: somebody may write in this order.
 */
public final class JobStatusLookup implements GetJobStatus {
    /** How long a foreign writer that wrote the status first gets to write the images too. */
    private static final Duration SECOND_LOOK = Duration.ofMillis(100);

    private final JobReader jobs;
    private final OverdueRule overdue;
    private final Pause pause;

    /** Reads from {@code jobs}, and gives up on no job. */
    public JobStatusLookup(JobReader jobs) {
        this(jobs, OverdueRule.OFF);
    }

    /** Reads from {@code jobs}, and reports those as failed that are overdue. */
    public JobStatusLookup(JobReader jobs, OverdueRule overdue) {
        this(jobs, overdue, Pause.SLEEP);
    }

    JobStatusLookup(JobReader jobs, OverdueRule overdue, Pause pause) {
        this.jobs = jobs;
        this.overdue = overdue;
        this.pause = pause;
    }

    @Override
    public JobReport getJobStatus(JobId id) {
        Job job = jobs.find(id).orElseThrow(() -> new JobNotFoundException(id));
        return switch (job.status()) {
            case PENDING, PROCESSING -> inProgress(job);
            case COMPLETED -> new JobReport.Completed(imageUrls(job));
            case FAILED -> new JobReport.Failed(error(id));
        };
    }

    private JobReport inProgress(Job job) {
        return overdue.isOverdue(job)
                ? new JobReport.Failed(OverdueRule.ERROR)
                : new JobReport.InProgress(job.status(), overdue.overdueAt(job));
    }

    private ImageUrls imageUrls(Job job) {
        EventDraftId draft = job.eventDraftId();
        if (draft == null) {
            throw new RecordUnreadableException(job.id().value(), "COMPLETED without a valid eventDraftId");
        }
        return jobs.findImageUrls(draft).or(() -> secondLook(draft)).orElseThrow(() -> new ImagesGoneException(draft));
    }

    private Optional<ImageUrls> secondLook(EventDraftId draft) {
        try {
            pause.pause(SECOND_LOOK);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException(draft.value(), "interrupted", interrupted);
        }
        return jobs.findImageUrls(draft);
    }

    private String error(JobId id) {
        return jobs.findError(id).filter(error -> !error.isBlank()).orElse(JobReport.Failed.UNKNOWN_ERROR);
    }
}
