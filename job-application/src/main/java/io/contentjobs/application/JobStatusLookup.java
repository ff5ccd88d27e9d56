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
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.ReadResult;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.StoreUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        return report(job, this::findImageUrls, jobs::findError);
    }

    private JobReport report(
            Job job,
            Function<EventDraftId, Optional<ImageUrls>> findImageUrls,
            Function<JobId, Optional<String>> findError) {
        return switch (job.status()) {
            case PENDING, PROCESSING -> inProgress(job);
            case COMPLETED -> new JobReport.Completed(imageUrls(job, findImageUrls));
            case FAILED -> new JobReport.Failed(errorOrDefault(findError.apply(job.id())));
        };
    }

    @Override
    public Map<JobId, ReadResult<JobReport>> getJobStatuses(Collection<JobId> ids) {
        Map<JobId, ReadResult<Optional<Job>>> records = jobs.findAll(ids);
        var images = jobs.findAllImageUrls(drafts(records.values()));
        var errors = jobs.findAllErrors(failed(records.values()));
        Map<JobId, ReadResult<JobReport>> reports = new LinkedHashMap<>();
        for (JobId id : ids) {
            reports.computeIfAbsent(
                    id,
                    job -> ReadResult.from(() -> {
                        Job found = found(records, job).orElseThrow(() -> new JobNotFoundException(job));
                        recentJobs.add(job);
                        return report(found, draft -> found(images, draft), failed -> found(errors, failed));
                    }));
        }
        return reports;
    }

    /** Returns what was read for that key. A store that returns no result at all counts as unavailable. */
    private static <K, V> V found(Map<K, ReadResult<V>> results, K key) {
        ReadResult<V> result = results.get(key);
        if (result == null) {
            throw new StoreUnavailableException(key.toString(), "the store returned no result", null);
        }
        return result.orThrow();
    }

    private static Set<EventDraftId> drafts(Collection<ReadResult<Optional<Job>>> records) {
        return present(records, JobStatus.COMPLETED)
                .flatMap(job -> Stream.ofNullable(job.eventDraftId()))
                .collect(Collectors.toSet());
    }

    private static Set<JobId> failed(Collection<ReadResult<Optional<Job>>> records) {
        return present(records, JobStatus.FAILED).map(Job::id).collect(Collectors.toSet());
    }

    private static Stream<Job> present(Collection<ReadResult<Optional<Job>>> records, JobStatus status) {
        return records.stream()
                .flatMap(record -> Stream.ofNullable(record.value()))
                .flatMap(Optional::stream)
                .filter(job -> job.status() == status);
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

    private static ImageUrls imageUrls(Job job, Function<EventDraftId, Optional<ImageUrls>> findImageUrls) {
        EventDraftId draft = job.eventDraftId();
        if (draft == null) {
            throw new RecordUnreadableException(job.id().value(), "COMPLETED without a valid eventDraftId");
        }
        return findImageUrls.apply(draft).orElseThrow(() -> new ImagesGoneException(draft));
    }

    private Optional<ImageUrls> findImageUrls(EventDraftId draft) {
        return jobs.findImageUrls(draft).or(() -> imagesRetry.find(draft.value(), () -> jobs.findImageUrls(draft)));
    }

    private static String errorOrDefault(Optional<String> error) {
        return error.filter(text -> !text.isBlank()).orElse(JobReport.Failed.UNKNOWN_ERROR);
    }
}
