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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads the status first and the result second. A worker writes them in the other order, so a client never sees an ended
 * job without its result.
 *
 * <p>Other services leave gaps: some write the status before the images, some delete a record and write it again. So the
 * lookup reads a missing job and missing images again within 100 ms before it reports them as missing. Jobs that were found
 * recently have their own limit of concurrent retries, so a scan of random ids does not use it up.
 */
public final class JobStatusLookup implements GetJobStatus {
    /** The time that a writer has to write the images after the status. */
    private static final Duration IMAGES_RETRY_DELAY = Duration.ofMillis(100);

    /** The sum of these limits is well below the 250 threads that answer requests on Java 17. */
    private static final int MAX_RECENT_JOB_RETRIES = 64;

    private static final int MAX_UNKNOWN_JOB_RETRIES = 2;

    /** From Java 21 on, each request runs on a virtual thread, so many of them may wait. */
    static final int MAX_IMAGES_RETRIES = Runtime.version().feature() < 21 ? 32 : 512;

    private static final System.Logger LOG = System.getLogger(JobStatusLookup.class.getName());

    private final JobReader jobs;
    private final OverdueRule overdue;
    private final RecentJobs recentJobs = new RecentJobs();
    private final DelayedRetry recentJobRetry;
    private final DelayedRetry unknownJobRetry;
    private final DelayedRetry imagesRetry;
    private final AtomicBoolean warnedOfFuture = new AtomicBoolean();

    /** Makes a lookup without overdue jobs. */
    public JobStatusLookup(JobReader jobs) {
        this(jobs, OverdueRule.OFF);
    }

    /** Makes a lookup that reports overdue jobs as failed. */
    public JobStatusLookup(JobReader jobs, OverdueRule overdue) {
        this(jobs, overdue, Pause.SLEEP);
    }

    JobStatusLookup(JobReader jobs, OverdueRule overdue, Pause pause) {
        this.jobs = jobs;
        this.overdue = overdue;
        this.recentJobRetry = new DelayedRetry(MAX_RECENT_JOB_RETRIES, pause, DelayedRetry.JOB_DELAYS);
        this.unknownJobRetry = new DelayedRetry(MAX_UNKNOWN_JOB_RETRIES, pause, DelayedRetry.JOB_DELAYS);
        this.imagesRetry = new DelayedRetry(MAX_IMAGES_RETRIES, pause, List.of(IMAGES_RETRY_DELAY));
    }

    @Override
    public JobReport getJobStatus(JobId id) {
        Job job = jobs.find(id).or(() -> findAgain(id)).orElseThrow(() -> new JobNotFoundException(id));
        recentJobs.add(id);
        return switch (job.status()) {
            case PENDING, PROCESSING -> inProgress(job);
            case COMPLETED -> new JobReport.Completed(imageUrls(job));
            case FAILED -> new JobReport.Failed(error(id));
        };
    }

    private Optional<Job> findAgain(JobId id) {
        DelayedRetry retry = recentJobs.contains(id) ? recentJobRetry : unknownJobRetry;
        return retry.find(id.value(), () -> jobs.find(id));
    }

    private JobReport inProgress(Job job) {
        if (overdue.isOverdue(job)) {
            return new JobReport.Failed(OverdueRule.ERROR);
        }
        if (overdue.isFromFuture(job) && warnedOfFuture.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "createdAt of job {0} is more than a minute in the future, so the job becomes overdue too late. "
                            + "Check clock and time zone of its writer. This is logged once",
                    job.id());
        }
        return new JobReport.InProgress(job.status(), overdue.overdueAt(job));
    }

    private ImageUrls imageUrls(Job job) {
        EventDraftId draft = job.eventDraftId();
        if (draft == null) {
            throw new RecordUnreadableException(job.id().value(), "COMPLETED without a valid eventDraftId");
        }
        return jobs.findImageUrls(draft)
                .or(() -> imagesRetry.find(draft.value(), () -> jobs.findImageUrls(draft)))
                .orElseThrow(() -> new ImagesGoneException(draft));
    }

    private String error(JobId id) {
        return jobs.findError(id).filter(error -> !error.isBlank()).orElse(JobReport.Failed.UNKNOWN_ERROR);
    }
}
