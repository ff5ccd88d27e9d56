package io.contentjobs.application;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobEndListener;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobType;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the result first and the status last. A worker that dies between the two writes leaves a job in progress; the same
 * call, repeated, ends it.
 */
public final class JobProgressRecorder implements RecordJobProgress {
    private static final System.Logger LOG = System.getLogger(JobProgressRecorder.class.getName());

    private final JobReader reader;
    private final JobWriter writer;
    private final Clock clock;
    private final JobEndListener listener;
    private final DelayedRetry retry;

    /** Makes a recorder with the system clock and without a listener. */
    public JobProgressRecorder(JobReader reader, JobWriter writer) {
        this(reader, writer, Clock.systemUTC(), JobEndListener.NONE);
    }

    /**
     * @param reader reads the store that {@code writer} writes
     * @param writer stores the changes
     * @param clock the source of submission and end times
     * @param listener is called for each job that this recorder ends
     */
    public JobProgressRecorder(JobReader reader, JobWriter writer, Clock clock, JobEndListener listener) {
        this(reader, writer, clock, listener, Pause.SLEEP);
    }

    JobProgressRecorder(JobReader reader, JobWriter writer, Clock clock, JobEndListener listener, Pause pause) {
        this.reader = reader;
        this.writer = writer;
        this.clock = clock;
        this.listener = listener;
        // No limit: a worker drops its work on NOT_FOUND, so it must find a job that another service just rewrites.
        this.retry = new DelayedRetry(Integer.MAX_VALUE, pause, DelayedRetry.JOB_DELAYS);
    }

    @Override
    public JobId submit(EventDraftId eventDraftId, JobType type) {
        JobId id = new JobId(UUID.randomUUID().toString());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        writer.create(new Job(id, JobStatus.PENDING, eventDraftId, type, now));
        return id;
    }

    @Override
    public Verdict start(JobId id) {
        return advance(id, JobStatus.PROCESSING);
    }

    @Override
    public Verdict complete(JobId id, ImageUrls imageUrls) {
        return end(id, JobStatus.COMPLETED, job -> writer.storeImageUrls(draftOf(job), imageUrls));
    }

    @Override
    public Verdict fail(JobId id, @Nullable String error) {
        String text = error == null || error.isBlank() ? JobReport.Failed.UNKNOWN_ERROR : error;
        return end(id, JobStatus.FAILED, job -> writer.storeError(id, text));
    }

    private Verdict end(JobId id, JobStatus outcome, Consumer<Job> storeResult) {
        Optional<Job> found = reader.find(id).or(() -> retry.find(id.value(), () -> reader.find(id)));
        if (found.isEmpty()) {
            return Verdict.NOT_FOUND;
        }
        Job job = found.get();
        if (job.status().isTerminal()) {
            return Verdict.unchanged(job.status(), outcome);
        }
        storeResult.accept(job);
        Verdict verdict = advance(id, outcome);
        if (verdict.outcome() == Verdict.Outcome.APPLIED) {
            notifyListener(job, outcome);
        }
        return verdict;
    }

    private Verdict advance(JobId id, JobStatus next) {
        return tryAdvance(id, next)
                .or(() -> retry.find(id.value(), () -> tryAdvance(id, next)))
                .orElse(Verdict.NOT_FOUND);
    }

    /** Returns an empty result instead of NOT_FOUND. */
    private Optional<Verdict> tryAdvance(JobId id, JobStatus next) {
        Verdict verdict = writer.advance(id, next);
        return verdict.outcome() == Verdict.Outcome.NOT_FOUND ? Optional.empty() : Optional.of(verdict);
    }

    private static EventDraftId draftOf(Job job) {
        EventDraftId draft = job.eventDraftId();
        if (draft == null) {
            throw new RecordUnreadableException(job.id().value(), "no valid eventDraftId to store images under");
        }
        return draft;
    }

    /** Logs an exception of the listener: the change is made, and the worker must learn it. */
    private void notifyListener(Job job, JobStatus outcome) {
        try {
            listener.jobEnded(job.type(), outcome, ageOf(job));
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.WARNING, "A listener failed at the end of job " + job.id(), failure);
        }
    }

    private @Nullable Duration ageOf(Job job) {
        Instant createdAt = job.createdAt();
        if (createdAt == null) {
            return null;
        }
        Duration age = Duration.between(createdAt, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
