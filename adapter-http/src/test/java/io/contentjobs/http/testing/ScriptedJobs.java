package io.contentjobs.http.testing;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.ImagesGoneException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobNotFoundException;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.StoreUnavailableException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Jobs whose answers a test sets; every other job is unknown. */
public final class ScriptedJobs implements GetJobStatus {
    private final Map<JobId, Supplier<JobReport>> answers = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();

    @Override
    public JobReport getJobStatus(JobId id) {
        questions.incrementAndGet();
        Supplier<JobReport> answer = answers.get(id);
        if (answer == null) {
            throw new JobNotFoundException(id);
        }
        return answer.get();
    }

    /** Makes the answer for a new job, which may throw, and returns the job's id. */
    public JobId answer(Supplier<JobReport> answer) {
        JobId id = Jobs.id();
        answers.put(id, answer);
        return id;
    }

    public JobId answer(JobReport report) {
        return answer(() -> report);
    }

    public JobId pending() {
        return answer(new JobReport.InProgress(JobStatus.PENDING));
    }

    public JobId processing() {
        return answer(new JobReport.InProgress(JobStatus.PROCESSING));
    }

    public JobId failed() {
        return answer(new JobReport.Failed("x"));
    }

    public JobId imagesGone() {
        return fail(new ImagesGoneException(new EventDraftId("draft")));
    }

    public JobId unreadable() {
        return fail(new RecordUnreadableException("job:x", "no status"));
    }

    public JobId unavailable() {
        return fail(new StoreUnavailableException("job:x", "timed out", null));
    }

    public JobId broken() {
        return fail(new IllegalStateException("a secret"));
    }

    /** Makes a new job for which the question fails. */
    public JobId fail(RuntimeException failure) {
        return answer(() -> {
            throw failure;
        });
    }

    public int questions() {
        return questions.get();
    }
}
