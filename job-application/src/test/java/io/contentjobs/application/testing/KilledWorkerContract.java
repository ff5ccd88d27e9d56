package io.contentjobs.application.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.domain.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The state of each store after a worker is killed, or loses its connection, between the commands of a change. */
public abstract class KilledWorkerContract {
    /** Returns the reader under test. */
    protected abstract JobReader reader();

    /** Returns the writer under test, to the same store. */
    protected abstract JobWriter writer();

    /** Returns the fixture of that store. */
    protected abstract StoreFixture store();

    @ParameterizedTest
    @CsvSource({
        "PENDING, PROCESSING, 1",
        "PENDING, COMPLETED, 3",
        "PENDING, FAILED, 3",
        "PROCESSING, COMPLETED, 3",
        "PROCESSING, FAILED, 3"
    })
    void job_is_unchanged_until_the_last_command_and_each_call_can_be_repeated(
            JobStatus before, JobStatus target, int commands) {
        for (int survived = 0; survived <= commands; survived++) {
            Job job = Jobs.inStatus(before);
            store().put(job);
            WorkerCall call = new WorkerCall(survived, job.id(), target);
            FaultyStore faulty = FaultyStore.of(reader(), writer(), survived);
            JobProgressRecorder killed = new JobProgressRecorder(faulty.reader(), faulty.writer());
            JobProgressRecorder other = new JobProgressRecorder(reader(), writer());

            if (survived < commands) {
                assertThatThrownBy(() -> call.make(killed))
                        .as("killed after %s commands", survived)
                        .isInstanceOf(StoreUnavailableException.class);
                assertThat(report(job)).isEqualTo(new JobReport.InProgress(before));
                assertThat(call.make(other)).isEqualTo(Verdict.applied(target));
            } else {
                assertThat(call.make(killed)).isEqualTo(Verdict.applied(target));
                assertThat(call.make(other)).isEqualTo(Verdict.unchanged(target, target));
            }
            assertThat(report(job)).matches(call::isReported, "has the result of the call");
        }
    }

    private JobReport report(Job job) {
        return new JobStatusLookup(reader()).getJobStatus(job.id());
    }
}
