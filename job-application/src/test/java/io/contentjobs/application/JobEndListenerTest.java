package io.contentjobs.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobEndListener;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobType;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.domain.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is told of a job's end, when, and of what. */
final class JobEndListenerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.5Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final InMemoryJobStore store = new InMemoryJobStore();
    private final List<End> told = new ArrayList<>();
    private final JobEndListener listener =
            (type, outcome, generationTime) -> told.add(new End(type, outcome, generationTime));
    private final JobProgressRecorder recorder = new JobProgressRecorder(store, store, CLOCK, listener);

    private record End(
            @Nullable JobType type,
            JobStatus outcome,
            @Nullable Duration generationTime) {}

    @Test
    void completed_job_is_told_with_its_type_and_the_time_it_took() {
        JobId id = put(NOW.minusMillis(20_250));

        recorder.complete(id, Jobs.imageUrls());

        assertThat(told).containsExactly(new End(Jobs.TYPE, JobStatus.COMPLETED, Duration.ofMillis(20_250)));
    }

    @Test
    void failed_job_is_told_with_its_type_and_the_time_it_took() {
        JobId id = put(NOW.minusSeconds(40));

        recorder.fail(id, "error");

        assertThat(told).containsExactly(new End(Jobs.TYPE, JobStatus.FAILED, Duration.ofSeconds(40)));
    }

    @Test
    void job_that_goes_on_is_not_told() {
        JobId id = recorder.submit(Jobs.draft(), Jobs.TYPE);
        recorder.start(id);

        assertThat(told).isEmpty();
    }

    @Test
    void change_that_is_repeated_refused_or_of_no_job_is_not_told() {
        JobId id = put(NOW);
        recorder.complete(id, Jobs.imageUrls());
        told.clear();

        assertThat(recorder.complete(id, Jobs.imageUrls()).outcome()).isEqualTo(Verdict.Outcome.REPEATED);
        assertThat(recorder.fail(id, "late").outcome()).isEqualTo(Verdict.Outcome.REFUSED);
        assertThat(recorder.fail(Jobs.id(), "unknown").outcome()).isEqualTo(Verdict.Outcome.NOT_FOUND);

        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "FAILED"})
    void worker_that_loses_the_race_for_the_last_command_tells_nobody(JobStatus winner) {
        JobId id = put(NOW);
        JobWriter writer = mock(JobWriter.class);
        when(writer.advance(id, JobStatus.COMPLETED)).thenReturn(Verdict.unchanged(winner, JobStatus.COMPLETED));

        new JobProgressRecorder(store, writer, CLOCK, listener).complete(id, Jobs.imageUrls());

        assertThat(told).isEmpty();
    }

    @Test
    void change_that_was_not_acknowledged_is_not_told() {
        JobId id = put(NOW);
        JobWriter writer = mock(JobWriter.class);
        when(writer.advance(id, JobStatus.FAILED)).thenThrow(new StoreUnavailableException("store", "down", null));
        JobProgressRecorder cutOff = new JobProgressRecorder(store, writer, CLOCK, listener);

        assertThatThrownBy(() -> cutOff.fail(id, "error")).isInstanceOf(StoreUnavailableException.class);
        assertThat(told).isEmpty();
    }

    @Test
    void listener_is_told_after_the_status_was_stored() {
        JobId id = put(NOW);
        List<JobStatus> stored = new ArrayList<>();
        JobEndListener looking =
                (type, outcome, time) -> stored.add(store.find(id).orElseThrow().status());

        new JobProgressRecorder(store, store, CLOCK, looking).complete(id, Jobs.imageUrls());

        assertThat(stored).containsExactly(JobStatus.COMPLETED);
    }

    @Test
    void listener_that_throws_is_logged_and_harms_nobody() {
        JobId id = put(NOW);
        RuntimeException broken = new IllegalStateException("broken");
        JobProgressRecorder unlucky = new JobProgressRecorder(store, store, CLOCK, (type, outcome, time) -> {
            throw broken;
        });

        try (CapturedLog log = CapturedLog.of(JobProgressRecorder.class)) {
            assertThat(unlucky.fail(id, "error")).isEqualTo(Verdict.applied(JobStatus.FAILED));

            assertThat(log.records()).singleElement().satisfies(record -> {
                assertThat(record.getMessage()).contains(id.value());
                assertThat(record.getThrown()).isSameAs(broken);
            });
        }
        assertThat(store.find(id).orElseThrow().status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void job_of_the_future_took_no_time() {
        JobId id = put(NOW.plusNanos(1));

        recorder.complete(id, Jobs.imageUrls());

        assertThat(told).containsExactly(new End(Jobs.TYPE, JobStatus.COMPLETED, Duration.ZERO));
    }

    @Test
    void job_of_any_age_is_told() {
        JobId id = put(Instant.MIN);

        recorder.complete(id, Jobs.imageUrls());

        assertThat(told).containsExactly(new End(Jobs.TYPE, JobStatus.COMPLETED, Duration.between(Instant.MIN, NOW)));
    }

    @Test
    void what_the_record_does_not_tell_is_not_told() {
        Job job = Jobs.bare(Jobs.id(), JobStatus.PROCESSING);
        store.put(job);

        recorder.fail(job.id(), "error");

        assertThat(told).containsExactly(new End(null, JobStatus.FAILED, null));
    }

    private JobId put(Instant createdAt) {
        Job job = new Job(Jobs.id(), JobStatus.PROCESSING, Jobs.draft(), Jobs.TYPE, createdAt);
        store.put(job);
        return job.id();
    }
}
