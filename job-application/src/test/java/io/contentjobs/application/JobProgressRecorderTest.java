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

/** Which commands a change consists of, and in what order. */
final class JobProgressRecorderTest {
    private final JobReader reader = mock(JobReader.class);
    private final JobWriter writer = mock(JobWriter.class);
    private final InOrder order = inOrder(reader, writer);
    private final JobProgressRecorder recorder =
            new JobProgressRecorder(reader, writer, Clock.systemUTC(), JobEndListener.NONE, pause -> {});
    private final StoreUnavailableException down = new StoreUnavailableException("store", "down", null);
    private final ImageUrls urls = Jobs.imageUrls();

    @Test
    void submitted_job_is_created_in_one_command_at_the_clock_s_millisecond() {
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

    @Test
    void images_are_stored_first_and_the_status_last() {
        Job job = stored(JobStatus.PROCESSING);
        when(writer.advance(job.id(), JobStatus.COMPLETED)).thenReturn(Verdict.applied(JobStatus.COMPLETED));

        assertThat(recorder.complete(job.id(), urls)).isEqualTo(Verdict.applied(JobStatus.COMPLETED));

        order.verify(reader).find(job.id());
        order.verify(writer).storeImageUrls(Jobs.draftOf(job), urls);
        order.verify(writer).advance(job.id(), JobStatus.COMPLETED);
        verifyNoMoreInteractions(reader, writer);
    }

    @Test
    void error_is_stored_first_and_the_status_last() {
        Job job = stored(JobStatus.PENDING);
        when(writer.advance(job.id(), JobStatus.FAILED)).thenReturn(Verdict.applied(JobStatus.FAILED));

        assertThat(recorder.fail(job.id(), "error")).isEqualTo(Verdict.applied(JobStatus.FAILED));

        order.verify(reader).find(job.id());
        order.verify(writer).storeError(job.id(), "error");
        order.verify(writer).advance(job.id(), JobStatus.FAILED);
        verifyNoMoreInteractions(reader, writer);
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "FAILED"})
    void nothing_is_written_for_a_job_that_has_ended(JobStatus status) {
        Job job = stored(status);

        assertThat(recorder.complete(job.id(), urls)).isEqualTo(Verdict.unchanged(status, JobStatus.COMPLETED));
        assertThat(recorder.fail(job.id(), "error")).isEqualTo(Verdict.unchanged(status, JobStatus.FAILED));

        verifyNoInteractions(writer);
    }

    @Test
    void nothing_is_written_for_a_job_that_is_not_there() {
        JobId id = Jobs.id();
        when(reader.find(id)).thenReturn(Optional.empty());

        assertThat(recorder.complete(id, urls)).isEqualTo(Verdict.NOT_FOUND);
        assertThat(recorder.fail(id, "error")).isEqualTo(Verdict.NOT_FOUND);

        verifyNoInteractions(writer);
    }

    @Test
    void job_that_another_writer_rewrites_is_found_when_it_is_asked_for_again() {
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
    void worker_that_is_interrupted_while_it_waits_for_a_missing_job_stays_interrupted() {
        JobId id = Jobs.id();
        when(reader.find(id)).thenReturn(Optional.empty());
        var interrupted = new JobProgressRecorder(reader, writer, Clock.systemUTC(), JobEndListener.NONE, pause -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> interrupted.complete(id, urls)).isInstanceOf(StoreUnavailableException.class);

        assertThat(Thread.interrupted()).isTrue();
        verifyNoInteractions(writer);
    }

    @Test
    void nothing_is_written_for_a_job_that_names_no_draft() {
        Job job = Jobs.bare(Jobs.id(), JobStatus.PROCESSING);
        when(reader.find(job.id())).thenReturn(Optional.of(job));

        assertThatThrownBy(() -> recorder.complete(job.id(), urls))
                .isInstanceOf(RecordUnreadableException.class)
                .hasMessage(job.id() + ": no valid eventDraftId to store images under");

        verifyNoInteractions(writer);
    }

    @Test
    void blank_error_is_refused_before_the_store_is_asked() {
        assertThatThrownBy(() -> recorder.fail(Jobs.id(), " \n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A job does not fail without an error to tell");

        verifyNoInteractions(reader, writer);
    }

    @Test
    void status_is_left_alone_where_the_images_were_not_stored() {
        Job job = stored(JobStatus.PROCESSING);
        doThrow(down).when(writer).storeImageUrls(any(), any());

        assertThatThrownBy(() -> recorder.complete(job.id(), urls)).isSameAs(down);

        verify(writer).storeImageUrls(Jobs.draftOf(job), urls);
        verifyNoMoreInteractions(writer);
    }

    @Test
    void status_is_left_alone_where_the_error_was_not_stored() {
        Job job = stored(JobStatus.PROCESSING);
        doThrow(down).when(writer).storeError(any(), any());

        assertThatThrownBy(() -> recorder.fail(job.id(), "error")).isSameAs(down);

        verify(writer).storeError(job.id(), "error");
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

        order.verify(writer).storeImageUrls(Jobs.draftOf(job), urls);
        order.verify(writer).advance(job.id(), JobStatus.COMPLETED);
        order.verify(writer).storeImageUrls(Jobs.draftOf(job), urls);
        order.verify(writer).advance(job.id(), JobStatus.COMPLETED);
    }

    @Test
    void verdict_of_a_race_that_was_lost_meanwhile_is_handed_on() {
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
