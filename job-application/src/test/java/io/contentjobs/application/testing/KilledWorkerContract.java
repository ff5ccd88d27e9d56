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

/** What a worker leaves behind in each store that is killed, or loses the store, before each of a change's commands. */
public abstract class KilledWorkerContract {
    /** Returns the reader of the store that {@link #store()} arranges. */
    protected abstract JobReader reader();

    /** Returns the writer to the same store. */
    protected abstract JobWriter writer();

    /** Returns what arranges the store. */
    protected abstract StoreFixture store();

    @ParameterizedTest
    @CsvSource({
        "PENDING, PROCESSING, 1",
        "PENDING, COMPLETED, 3",
        "PENDING, FAILED, 3",
        "PROCESSING, COMPLETED, 3",
        "PROCESSING, FAILED, 3"
    })
    void job_is_as_it_was_until_the_change_is_repeated(JobStatus before, JobStatus target, int commands) {
        for (int survived = 0; survived < commands; survived++) {
            Job job = Jobs.inStatus(before);
            store().put(job);
            WorkerCall call = new WorkerCall(survived, job.id(), target);
            FaultyStore faulty = new FaultyStore(reader(), writer(), survived);

            assertThatThrownBy(() -> call.make(new JobProgressRecorder(faulty, faulty)))
                    .as("killed after %s commands", survived)
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(report(job)).isEqualTo(new JobReport.InProgress(before));

            assertThat(call.make(new JobProgressRecorder(reader(), writer()))).isEqualTo(Verdict.applied(target));
            assertThat(report(job)).matches(call::isTold, "tells the result of the call");
        }
    }

    @ParameterizedTest
    @CsvSource({"PROCESSING, 1", "COMPLETED, 3", "FAILED, 3"})
    void change_whose_last_command_was_made_is_found_made(JobStatus target, int commands) {
        Job job = Jobs.pending();
        store().put(job);
        WorkerCall call = new WorkerCall(0, job.id(), target);
        FaultyStore faulty = new FaultyStore(reader(), writer(), commands);

        assertThat(call.make(new JobProgressRecorder(faulty, faulty))).isEqualTo(Verdict.applied(target));
        assertThat(call.make(new JobProgressRecorder(reader(), writer()))).isEqualTo(Verdict.unchanged(target, target));
        assertThat(report(job)).matches(call::isTold, "tells the result of the call");
    }

    private JobReport report(Job job) {
        return new JobStatusLookup(reader()).getJobStatus(job.id());
    }
}
