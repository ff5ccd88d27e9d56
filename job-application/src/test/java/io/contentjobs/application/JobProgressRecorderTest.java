package io.contentjobs.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
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
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.StoreUnavailableException;
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
    private final JobProgressRecorder recorder = recorder(pause -> {});
    private final StoreUnavailableException down = new StoreUnavailableException("store", "down", null);
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

        assertThat(end(job, end)).isEqualTo(Verdict.applied(end));

        order.verify(reader).find(job.id());
        verifyResultStored(job, end);
        order.verify(writer).advance(job.id(), end);
        verifyNoMoreInteractions(reader, writer);
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "FAILED"})
    void status_stays_if_the_result_was_not_stored(JobStatus end) {
        Job job = stored(JobStatus.PROCESSING);
        doThrow(down).when(writer).storeImageUrls(any(), any());
        doThrow(down).when(writer).storeError(any(), any());

        assertThatThrownBy(() -> end(job, end)).isSameAs(down);

        verifyResultStored(job, end);
        verifyNoMoreInteractions(writer);
    }

    @Test
    void completion_that_failed_after_its_images_is_repeated_as_a_whole() {
        Job job = stored(JobStatus.PROCESSING);
        when(writer.advance(job.id(), JobStatus.COMPLETED))
                .thenThrow(down)
                .thenReturn(Verdict.applied(JobStatus.COMPLETED));

        assertThatThrownBy(() -> recorder.complete(job.id(), urls)).isSameAs(down);
        assertThat(recorder.complete(job.id(), urls)).isEqualTo(Verdict.applied(JobStatus.COMPLETED));

        for (int call = 0; call < 2; call++) {
            verifyResultStored(job, JobStatus.COMPLETED);
            order.verify(writer).advance(job.id(), JobStatus.COMPLETED);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "FAILED"})
    void ended_job_causes_no_write(JobStatus status) {
        Job job = stored(status);

        assertThat(recorder.complete(job.id(), urls)).isEqualTo(Verdict.unchanged(status, JobStatus.COMPLETED));
        assertThat(recorder.fail(job.id(), "error")).isEqualTo(Verdict.unchanged(status, JobStatus.FAILED));

        verifyNoInteractions(writer);
    }

    @Test
    void unknown_job_causes_no_write() {
        JobId id = Jobs.id();

        assertThat(recorder.complete(id, urls)).isEqualTo(Verdict.NOT_FOUND);
        assertThat(recorder.fail(id, "error")).isEqualTo(Verdict.NOT_FOUND);

        verifyNoInteractions(writer);
    }

    @Test
    void job_without_a_draft_causes_no_write() {
        Job job = Jobs.bare(Jobs.id(), JobStatus.PROCESSING);
        when(reader.find(job.id())).thenReturn(Optional.of(job));

        assertThatThrownBy(() -> recorder.complete(job.id(), urls))
                .isInstanceOf(RecordUnreadableException.class)
                .hasMessage(job.id() + ": no valid eventDraftId to store images under");

        verifyNoInteractions(writer);
    }

    @Test
    void blank_error_is_refused_before_any_command() {
        assertThatThrownBy(() -> recorder.fail(Jobs.id(), " \n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The error must not be blank");

        verifyNoInteractions(reader, writer);
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
    void worker_that_is_interrupted_during_a_retry_stays_interrupted() {
        JobProgressRecorder interrupted = recorder(pause -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> interrupted.complete(Jobs.id(), urls)).isInstanceOf(StoreUnavailableException.class);

        assertThat(Thread.interrupted()).isTrue();
        verifyNoInteractions(writer);
    }

    @Test
    void worker_gets_the_verdict_on_its_last_command() {
        Job job = stored(JobStatus.PROCESSING);
        Verdict refused = Verdict.unchanged(JobStatus.FAILED, JobStatus.COMPLETED);
        when(writer.advance(job.id(), JobStatus.COMPLETED)).thenReturn(refused, Verdict.NOT_FOUND);

        assertThat(recorder.complete(job.id(), urls)).isEqualTo(refused);
        assertThat(recorder.complete(job.id(), urls)).isEqualTo(Verdict.NOT_FOUND);
    }

    private JobProgressRecorder recorder(Pause pause) {
        return new JobProgressRecorder(reader, writer, Clock.systemUTC(), JobEndListener.NONE, pause);
    }

    private Verdict end(Job job, JobStatus end) {
        return end == JobStatus.COMPLETED ? recorder.complete(job.id(), urls) : recorder.fail(job.id(), "error");
    }

    private void verifyResultStored(Job job, JobStatus end) {
        if (end == JobStatus.COMPLETED) {
            order.verify(writer).storeImageUrls(Jobs.draftOf(job), urls);
        } else {
            order.verify(writer).storeError(job.id(), "error");
        }
    }

    private Job stored(JobStatus status) {
        Job job = Jobs.inStatus(status);
        when(reader.find(job.id())).thenReturn(Optional.of(job));
        return job;
    }
}
