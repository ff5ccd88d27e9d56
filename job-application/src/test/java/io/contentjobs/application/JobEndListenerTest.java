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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The calls of a {@link JobEndListener}. */
final class JobEndListenerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.5Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final InMemoryJobStore store = new InMemoryJobStore();
    private final List<End> ends = new ArrayList<>();
    private final List<JobStatus> stored = new ArrayList<>();

    private record End(
            @Nullable JobType type,
            JobStatus outcome,
            @Nullable Duration generationTime) {}

    static Stream<Duration> ages() {
        return Stream.of(Duration.ofMillis(20_250), Duration.ofNanos(-1), Duration.between(Instant.MIN, NOW));
    }

    @ParameterizedTest
    @MethodSource("ages")
    void listener_gets_type_outcome_and_generation_time_after_the_status_was_stored(Duration age) {
        JobId completed = put(NOW.minus(age));
        JobId failed = put(NOW.minus(age));
        Duration time = age.isNegative() ? Duration.ZERO : age;

        recorder(completed, store).complete(completed, Jobs.imageUrls());
        recorder(failed, store).fail(failed, "error");

        assertThat(ends)
                .containsExactly(
                        new End(Jobs.TYPE, JobStatus.COMPLETED, time), new End(Jobs.TYPE, JobStatus.FAILED, time));
        assertThat(stored).containsExactly(JobStatus.COMPLETED, JobStatus.FAILED);
    }

    @Test
    void type_and_time_are_null_if_the_record_lacks_them() {
        Job job = Jobs.bare(Jobs.id(), JobStatus.PROCESSING);
        store.put(job);

        recorder(job.id(), store).fail(job.id(), "error");

        assertThat(ends).containsExactly(new End(null, JobStatus.FAILED, null));
    }

    @Test
    void listener_gets_neither_starts_nor_changes_that_were_not_made() {
        JobId id = put(NOW);
        JobProgressRecorder recorder = recorder(id, store);
        recorder.start(recorder.submit(Jobs.draft(), Jobs.TYPE));
        assertThat(ends).isEmpty();
        recorder.complete(id, Jobs.imageUrls());
        ends.clear();

        assertThat(recorder.complete(id, Jobs.imageUrls()).outcome()).isEqualTo(Verdict.Outcome.REPEATED);
        assertThat(recorder.fail(id, "late").outcome()).isEqualTo(Verdict.Outcome.REFUSED);
        assertThat(recorder.fail(Jobs.id(), "unknown").outcome()).isEqualTo(Verdict.Outcome.NOT_FOUND);

        assertThat(ends).isEmpty();
    }

    @Test
    void listener_does_not_get_a_change_that_another_worker_made_first_or_that_was_not_acknowledged() {
        JobId id = put(NOW);
        JobWriter writer = mock(JobWriter.class);
        when(writer.advance(id, JobStatus.FAILED))
                .thenReturn(Verdict.unchanged(JobStatus.FAILED, JobStatus.FAILED))
                .thenReturn(Verdict.unchanged(JobStatus.COMPLETED, JobStatus.FAILED))
                .thenThrow(new StoreUnavailableException("store", "down", null));

        recorder(id, writer).fail(id, "error");
        recorder(id, writer).fail(id, "error");
        assertThatThrownBy(() -> recorder(id, writer).fail(id, "error")).isInstanceOf(StoreUnavailableException.class);

        assertThat(ends).isEmpty();
    }

    @Test
    void exception_of_the_listener_is_logged_and_the_change_stays_made() {
        JobId id = put(NOW);
        RuntimeException broken = new IllegalStateException("broken");
        JobProgressRecorder recorder = new JobProgressRecorder(store, store, CLOCK, (type, outcome, time) -> {
            throw broken;
        });

        try (CapturedLog log = CapturedLog.of(JobProgressRecorder.class)) {
            assertThat(recorder.fail(id, "error")).isEqualTo(Verdict.applied(JobStatus.FAILED));

            assertThat(log.records()).singleElement().satisfies(logged -> {
                assertThat(logged.getMessage()).contains(id.value());
                assertThat(logged.getThrown()).isSameAs(broken);
            });
        }
        assertThat(store.find(id).orElseThrow().status()).isEqualTo(JobStatus.FAILED);
    }

    private JobProgressRecorder recorder(JobId id, JobWriter writer) {
        return new JobProgressRecorder(store, writer, CLOCK, (type, outcome, generationTime) -> {
            ends.add(new End(type, outcome, generationTime));
            stored.add(store.find(id).orElseThrow().status());
        });
    }

    private JobId put(Instant createdAt) {
        Job job = new Job(Jobs.id(), JobStatus.PROCESSING, Jobs.draft(), Jobs.TYPE, createdAt);
        store.put(job);
        return job.id();
    }
}
