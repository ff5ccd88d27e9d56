package io.contentjobs.application;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobEndListener;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReader;
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
 * Writes the result first and the status last: a worker that dies in between leaves a job in progress, which the same
 * call, repeated, completes.
 */
public final class JobProgressRecorder implements RecordJobProgress {
    private static final System.Logger LOG = System.getLogger(JobProgressRecorder.class.getName());

    private final JobReader reader;
    private final JobWriter writer;
    private final Clock clock;
    private final JobEndListener listener;
    private final DelayedRetry retry;

    /** Records on the system's clock, and tells no listener. */
    public JobProgressRecorder(JobReader reader, JobWriter writer) {
        this(reader, writer, Clock.systemUTC(), JobEndListener.NONE);
    }

    /**
     * @param reader reads the store that {@code writer} writes
     * @param writer stores the changes
     * @param clock tells when jobs are submitted and end
     * @param listener is told of each job that ends here
     */
    public JobProgressRecorder(JobReader reader, JobWriter writer, Clock clock, JobEndListener listener) {
        this(reader, writer, clock, listener, Pause.SLEEP);
    }

    JobProgressRecorder(JobReader reader, JobWriter writer, Clock clock, JobEndListener listener, Pause pause) {
        this.reader = reader;
        this.writer = writer;
        this.clock = clock;
        this.listener = listener;
        // A worker that is told NOT_FOUND drops its work, so none must miss a job that another writer just rewrites.
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
    public Verdict fail(JobId id, String error) {
        if (error.isBlank()) {
            throw new IllegalArgumentException("A job does not fail without an error to tell");
        }
        return end(id, JobStatus.FAILED, job -> writer.storeError(id, error));
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
            tellListener(job, outcome);
        }
        return verdict;
    }

    private Verdict advance(JobId id, JobStatus next) {
        return tryAdvance(id, next)
                .or(() -> retry.find(id.value(), () -> tryAdvance(id, next)))
                .orElse(Verdict.NOT_FOUND);
    }

    /** Returns nothing where there is no such job now. */
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

    /** The change is made; a listener that fails must not make a worker believe that it was not. */
    private void tellListener(Job job, JobStatus outcome) {
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
