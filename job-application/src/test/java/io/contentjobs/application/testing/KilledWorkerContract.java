package io.contentjobs.application.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.domain.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The state of each store after a worker is killed, or loses its connection, between the commands of a change. */
public abstract class KilledWorkerContract {
    /** More than any change needs: a change that needs more makes no progress. */
    private static final int MAX_COMMANDS = 100;

    /** Returns the reader under test. */
    protected abstract JobReader reader();

    /** Returns the writer under test, to the same store. */
    protected abstract JobWriter writer();

    /** Returns the fixture of that store. */
    protected abstract StoreFixture store();

    /**
     * Returns the implementation under test on these ports, one of whose commands fails. By default it is {@link
     * JobProgressRecorder}.
     */
    protected RecordJobProgress progress(JobReader reader, JobWriter writer) {
        return new JobProgressRecorder(reader, writer);
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, PROCESSING",
        "PENDING, COMPLETED",
        "PENDING, FAILED",
        "PROCESSING, COMPLETED",
        "PROCESSING, FAILED"
    })
    void job_is_unchanged_or_has_its_result_after_each_command_and_each_call_can_be_repeated(
            JobStatus before, JobStatus target) {
        int survived = 0;
        while (isKilledAfter(survived, before, target)) {
            survived++;
            assertThat(survived).as("commands of one call").isLessThan(MAX_COMMANDS);
        }
        assertThat(survived).as("commands of a call to %s", target).isPositive();
    }

    /** Returns false if the call needs no more commands. */
    private boolean isKilledAfter(int survived, JobStatus before, JobStatus target) {
        String when = before + " to " + target + ", killed after " + survived + " commands";
        Job job = Jobs.inStatus(before);
        store().put(job);
        WorkerCall call = new WorkerCall(survived, job.id(), target);
        FaultyStore faulty = FaultyStore.of(reader(), writer(), survived);

        Verdict verdict = verdictOrNull(call, progress(faulty.reader(), faulty.writer()));

        JobReport after = report(job);
        boolean changed = call.isReported(after);
        if (verdict != null) {
            assertThat(verdict).as("the verdict: %s", when).isEqualTo(Verdict.applied(target));
            assertThat(after).as("the report: %s", when).matches(call::isReported, "has the result of the call");
        } else if (!changed) {
            assertThat(after).as("the report: %s", when).isEqualTo(new JobReport.InProgress(before));
        }
        assertThat(call.make(progress(reader(), writer())))
                .as("the verdict on the repeated call: %s", when)
                .isEqualTo(changed ? Verdict.unchanged(target, target) : Verdict.applied(target));
        assertThat(report(job)).as("the end: %s", when).matches(call::isReported, "has the result of the call");
        return faulty.hasFailed();
    }

    private static @Nullable Verdict verdictOrNull(WorkerCall call, RecordJobProgress progress) {
        try {
            return call.make(progress);
        } catch (StoreUnavailableException killed) {
            return null;
        }
    }

    private JobReport report(Job job) {
        return new JobStatusLookup(reader()).getJobStatus(job.id());
    }
}
