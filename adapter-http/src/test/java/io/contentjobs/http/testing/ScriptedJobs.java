package io.contentjobs.http.testing;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobNotFoundException;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Answers as told, job by job; knows no other job. */
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

    public JobId failed() {
        return answer(new JobReport.Failed("x"));
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
