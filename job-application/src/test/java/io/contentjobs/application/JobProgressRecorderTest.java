package io.contentjobs.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobEndListener;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.InOrder;

/** The commands of each change, and their order. */
final class JobProgressRecorderTest {
    private final JobReader reader = mock(JobReader.class);
    private final JobWriter writer = mock(JobWriter.class);
    private final InOrder order = inOrder(reader, writer);
    private final JobProgressRecorder recorder =
            new JobProgressRecorder(reader, writer, Clock.systemUTC(), JobEndListener.NONE, pause -> {});
    private final ImageUrls urls = Jobs.imageUrls();

    @Test
    void submitted_job_is_created_in_one_command_at_the_millisecond_of_the_clock() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T10:15:30.123456789Z"), ZoneOffset.UTC);
        EventDraftId draft = Jobs.draft();

        JobId id = new JobProgressRecorder(reader, writer, clock, JobEndListener.NONE).submit(draft, Jobs.TYPE);

        verify(writer)
                .create(new Job(id, JobStatus.PENDING, draft, Jobs.TYPE, Instant.parse("2026-11-22T10:15:30.123Z")));
        verifyNoMoreInteractions(reader, writer);
    }

    @Test
    void start_is_one_command() {
        JobId id = Jobs.id();
        when(writer.advance(id, JobStatus.PROCESSING)).thenReturn(Verdict.applied(JobStatus.PROCESSING));

        assertThat(recorder.start(id)).isEqualTo(Verdict.applied(JobStatus.PROCESSING));

        verify(writer).advance(id, JobStatus.PROCESSING);
        verifyNoMoreInteractions(reader, writer);
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "FAILED"})
    void result_is_stored_first_and_status_last(JobStatus end) {
        Job job = stored(JobStatus.PROCESSING);
        when(writer.advance(job.id(), end)).thenReturn(Verdict.applied(end));

        assertThat(end == JobStatus.COMPLETED ? recorder.complete(job.id(), urls) : recorder.fail(job.id(), "error"))
                .isEqualTo(Verdict.applied(end));

        order.verify(reader).find(job.id());
        if (end == JobStatus.COMPLETED) {
            order.verify(writer).storeImageUrls(Jobs.draftOf(job), urls);
        } else {
            order.verify(writer).storeError(job.id(), "error");
        }
        order.verify(writer).advance(job.id(), end);
        verifyNoMoreInteractions(reader, writer);
    }

    @Test
    void job_that_another_service_rewrites_is_found_by_repeated_commands() {
        Job job = Jobs.processing();
        when(reader.find(job.id()))
                .thenReturn(Optional.empty())
                .thenReturn(Optional.empty())
                .thenReturn(Optional.of(job));
        when(writer.advance(job.id(), JobStatus.COMPLETED))
                .thenReturn(Verdict.NOT_FOUND, Verdict.applied(JobStatus.COMPLETED));
        when(writer.advance(job.id(), JobStatus.PROCESSING))
                .thenReturn(Verdict.NOT_FOUND, Verdict.unchanged(JobStatus.PROCESSING, JobStatus.PROCESSING));

        assertThat(recorder.start(job.id()).outcome()).isEqualTo(Verdict.Outcome.REPEATED);
        assertThat(recorder.complete(job.id(), urls)).isEqualTo(Verdict.applied(JobStatus.COMPLETED));
    }

    @Test
    void worker_gets_the_verdict_on_its_last_command() {
        Job job = stored(JobStatus.PROCESSING);
        Verdict refused = Verdict.unchanged(JobStatus.FAILED, JobStatus.COMPLETED);
        when(writer.advance(job.id(), JobStatus.COMPLETED)).thenReturn(refused, Verdict.NOT_FOUND);

        assertThat(recorder.complete(job.id(), urls)).isEqualTo(refused);
        assertThat(recorder.complete(job.id(), urls)).isEqualTo(Verdict.NOT_FOUND);
    }

    private Job stored(JobStatus status) {
        Job job = Jobs.inStatus(status);
        when(reader.find(job.id())).thenReturn(Optional.of(job));
        return job;
    }
}
