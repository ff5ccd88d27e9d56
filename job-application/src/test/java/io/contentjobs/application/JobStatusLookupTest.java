package io.contentjobs.application;

import static io.contentjobs.application.Callers.result;
import static io.contentjobs.application.Callers.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.ImagesGoneException;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobNotFoundException;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.InOrder;

@Timeout(60)
final class JobStatusLookupTest {
    private final InMemoryJobStore store = new InMemoryJobStore();
    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void status_is_read_first_and_result_second_without_a_pause() {
        JobReader reader = spy(store);
        Job processing = put(Jobs.processing());
        Job failed = put(Jobs.failed());
        Job completed = put(Jobs.completed());
        store.putImageUrls(Jobs.draftOf(completed), Jobs.imageUrls());
        JobStatusLookup lookup = new JobStatusLookup(reader, OverdueRule.OFF, pauses::add);

        for (Job job : List.of(processing, failed, completed)) {
            lookup.getJobStatus(job.id());
        }

        InOrder order = inOrder(reader);
        order.verify(reader).find(processing.id());
        order.verify(reader).find(failed.id());
        order.verify(reader).findError(failed.id());
        order.verify(reader).find(completed.id());
        order.verify(reader).findImageUrls(Jobs.draftOf(completed));
        verifyNoMoreInteractions(reader);
        assertThat(pauses).isEmpty();
    }

    @Test
    void images_that_are_stored_after_the_status_are_found() {
        Job job = put(Jobs.completed());
        ImageUrls urls = Jobs.imageUrls();
        JobStatusLookup lookup = lookup(pause -> {
            pauses.add(pause);
            store.putImageUrls(Jobs.draftOf(job), urls);
        });

        assertThat(lookup.getJobStatus(job.id())).isEqualTo(new JobReport.Completed(urls));
        assertThat(pauses).containsExactly(Duration.ofMillis(100));
    }

    @Test
    void missing_images_are_read_twice() {
        JobReader reader = spy(store);
        Job job = put(Jobs.completed());
        JobStatusLookup lookup = new JobStatusLookup(reader, OverdueRule.OFF, pauses::add);

        assertFails(
                lookup, job.id(), ImagesGoneException.class, Jobs.draftOf(job).value());

        assertThat(pauses).containsExactly(Duration.ofMillis(100));
        InOrder order = inOrder(reader);
        order.verify(reader).find(job.id());
        order.verify(reader, times(2)).findImageUrls(Jobs.draftOf(job));
        verifyNoMoreInteractions(reader);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void missing_job_is_found_when_it_is_read_again(int rewrittenAt) {
        Job job = Jobs.processing();
        JobStatusLookup lookup = lookup(pause -> {
            pauses.add(pause);
            if (pauses.size() == rewrittenAt) {
                store.put(job);
            }
        });

        assertThat(lookup.getJobStatus(job.id())).isEqualTo(new JobReport.InProgress(JobStatus.PROCESSING));
        assertThat(pauses).hasSize(rewrittenAt);
    }

    @Test
    void job_is_reported_as_missing_after_100_ms() {
        JobId id = Jobs.id();

        assertFails(lookup(pauses::add), id, JobNotFoundException.class, id.value());

        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void outage_during_a_retry_is_not_a_missing_job_or_image() {
        Job job = put(Jobs.completed());
        for (JobId id : List.of(job.id(), Jobs.id())) {
            store.setAvailable(true);
            assertThatThrownBy(() -> lookup(pause -> store.setAvailable(false)).getJobStatus(id))
                    .isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void unknown_ids_block_two_threads_at_most_and_leave_retries_for_recent_jobs() throws Exception {
        Job job = put(Jobs.processing());
        Semaphore paused = new Semaphore(0);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread test = Thread.currentThread();
        JobStatusLookup lookup = lookup(pause -> {
            if (Thread.currentThread().equals(test)) {
                store.put(job);
            } else {
                paused.release();
                goOn.await();
            }
        });
        lookup.getJobStatus(job.id());
        List<FutureTask<JobReport>> scan = start(100, () -> lookup.getJobStatus(Jobs.id()));
        Await.until(() -> scan.stream().filter(FutureTask::isDone).count() == 98 && paused.availablePermits() == 2);

        store.remove(job.id());

        assertThat(lookup.getJobStatus(job.id()).status()).isEqualTo(JobStatus.PROCESSING);
        goOn.countDown();
        for (FutureTask<JobReport> caller : scan) {
            assertThatThrownBy(() -> result(caller)).hasCauseInstanceOf(JobNotFoundException.class);
        }
    }

    @Test
    void missing_images_block_a_limited_number_of_threads() throws Exception {
        Job job = put(Jobs.completed());
        int limit = JobStatusLookup.MAX_IMAGES_RETRIES;
        Semaphore paused = new Semaphore(0);
        CountDownLatch goOn = new CountDownLatch(1);
        JobStatusLookup lookup = lookup(pause -> {
            paused.release();
            goOn.await();
        });
        List<FutureTask<JobReport>> callers = start(limit + 68, () -> lookup.getJobStatus(job.id()));

        Await.until(
                () -> callers.stream().filter(FutureTask::isDone).count() == 68 && paused.availablePermits() == limit);
        goOn.countDown();
        for (FutureTask<JobReport> caller : callers) {
            assertThatThrownBy(() -> result(caller)).hasCauseInstanceOf(ImagesGoneException.class);
        }
    }

    @Test
    void overdue_job_is_reported_as_failed_unless_it_ended_and_its_record_is_unchanged() {
        Job job = put(Jobs.processing());
        Job ended = put(Jobs.failed());
        store.putError(ended.id(), "error");
        Instant last = createdAt(job).plusSeconds(60);

        assertThat(lookupAt(last, 60).getJobStatus(job.id()))
                .isEqualTo(new JobReport.InProgress(JobStatus.PROCESSING, last));
        assertThat(lookupAt(last.plusNanos(1), 60).getJobStatus(job.id()))
                .isEqualTo(new JobReport.Failed("이미지 생성 시간이 초과되었습니다"));
        assertThat(lookupAt(Instant.MAX, 60).getJobStatus(ended.id())).isEqualTo(new JobReport.Failed("error"));
        assertThat(store.find(job.id())).contains(job);
        assertThat(store.findError(job.id())).isEmpty();
    }

    @Test
    void job_from_the_future_is_in_progress_and_is_logged_once_if_jobs_become_overdue() {
        Job job = put(Jobs.processing());
        Job withoutTime = put(Jobs.bare(Jobs.id(), JobStatus.PROCESSING));
        JobStatusLookup beyond = lookupAt(createdAt(job).minusSeconds(61), 60);
        try (CapturedLog log = CapturedLog.of(JobStatusLookup.class)) {
            lookupAt(createdAt(job).minusSeconds(60), 60).getJobStatus(job.id());
            lookupAt(Instant.EPOCH, null).getJobStatus(job.id());
            beyond.getJobStatus(withoutTime.id());
            assertThat(log.records()).isEmpty();

            for (int poll = 0; poll < 3; poll++) {
                assertThat(beyond.getJobStatus(job.id())).isInstanceOf(JobReport.InProgress.class);
                beyond.getJobStatus(put(Jobs.pending()).id());
            }
            assertThat(log.records()).hasSize(1);
        }
    }

    private JobStatusLookup lookup(Pause pause) {
        return new JobStatusLookup(store, OverdueRule.OFF, pause);
    }

    private JobStatusLookup lookupAt(Instant now, @Nullable Integer overdueSeconds) {
        Duration after = overdueSeconds == null ? null : Duration.ofSeconds(overdueSeconds);
        return new JobStatusLookup(store, new OverdueRule(Clock.fixed(now, ZoneOffset.UTC), after));
    }

    private static void assertFails(
            JobStatusLookup lookup, JobId id, Class<? extends JobException> type, String subject) {
        assertThatThrownBy(() -> lookup.getJobStatus(id))
                .isInstanceOfSatisfying(
                        type, failure -> assertThat(failure.subject()).isEqualTo(subject));
    }

    private static Instant createdAt(Job job) {
        return Objects.requireNonNull(job.createdAt());
    }

    private Job put(Job job) {
        store.put(job);
        return job;
    }
}
