package io.contentjobs.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.ImagesGoneException;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobNotFoundException;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockito.InOrder;

final class JobStatusLookupTest {
    private final InMemoryJobStore store = new InMemoryJobStore();
    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void status_is_read_first_and_the_result_after() {
        JobReader reader = mock(JobReader.class);
        Job completed = Jobs.completed();
        when(reader.find(completed.id())).thenReturn(Optional.of(completed));
        when(reader.findImageUrls(Jobs.draftOf(completed))).thenReturn(Optional.of(Jobs.imageUrls()));
        Job failed = Jobs.failed();
        when(reader.find(failed.id())).thenReturn(Optional.of(failed));
        when(reader.findError(failed.id())).thenReturn(Optional.of("error"));
        JobStatusLookup lookup = new JobStatusLookup(reader);

        lookup.getJobStatus(completed.id());
        lookup.getJobStatus(failed.id());

        InOrder order = inOrder(reader);
        order.verify(reader).find(completed.id());
        order.verify(reader).findImageUrls(Jobs.draftOf(completed));
        order.verify(reader).find(failed.id());
        order.verify(reader).findError(failed.id());
        verifyNoMoreInteractions(reader);
    }

    @Test
    void job_in_progress_costs_one_read() {
        JobReader reader = mock(JobReader.class);
        Job job = Jobs.processing();
        when(reader.find(job.id())).thenReturn(Optional.of(job));

        new JobStatusLookup(reader, OverdueRule.OFF, pauses::add).getJobStatus(job.id());

        verify(reader).find(job.id());
        verifyNoMoreInteractions(reader);
        assertThat(pauses).isEmpty();
    }

    @Test
    void images_that_are_there_are_told_without_a_pause() {
        Job job = put(JobStatus.COMPLETED);
        store.putImageUrls(Jobs.draftOf(job), Jobs.imageUrls());

        new JobStatusLookup(store, OverdueRule.OFF, pauses::add).getJobStatus(job.id());

        assertThat(pauses).isEmpty();
    }

    @Test
    void images_that_come_after_the_status_are_found_at_the_second_look() {
        Job job = put(JobStatus.COMPLETED);
        ImageUrls urls = Jobs.imageUrls();
        JobStatusLookup lookup = new JobStatusLookup(store, OverdueRule.OFF, pause -> {
            pauses.add(pause);
            store.putImageUrls(Jobs.draftOf(job), urls);
        });

        assertThat(lookup.getJobStatus(job.id())).isEqualTo(new JobReport.Completed(urls));
        assertThat(pauses).containsExactly(Duration.ofMillis(100));
    }

    @Test
    void images_that_do_not_come_are_looked_for_twice_and_gone() {
        JobReader reader = mock(JobReader.class);
        Job job = Jobs.completed();
        when(reader.find(job.id())).thenReturn(Optional.of(job));
        when(reader.findImageUrls(Jobs.draftOf(job))).thenReturn(Optional.empty());

        assertThatThrownBy(() -> new JobStatusLookup(reader, OverdueRule.OFF, pauses::add).getJobStatus(job.id()))
                .isInstanceOfSatisfying(
                        ImagesGoneException.class,
                        gone -> assertThat(gone.subject())
                                .isEqualTo(Jobs.draftOf(job).value()));

        assertThat(pauses).containsExactly(Duration.ofMillis(100));
        InOrder order = inOrder(reader);
        order.verify(reader).find(job.id());
        order.verify(reader, times(2)).findImageUrls(Jobs.draftOf(job));
        verifyNoMoreInteractions(reader);
    }

    @Test
    void store_that_goes_down_before_the_second_look_does_not_make_images_gone() {
        Job job = put(JobStatus.COMPLETED);
        JobStatusLookup lookup = new JobStatusLookup(store, OverdueRule.OFF, pause -> store.setAvailable(false));

        assertThatThrownBy(() -> lookup.getJobStatus(job.id())).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void interrupt_during_the_pause_ends_it_and_is_kept() {
        Job job = put(JobStatus.COMPLETED);
        InterruptedException interrupt = new InterruptedException();
        JobStatusLookup lookup = new JobStatusLookup(store, OverdueRule.OFF, pause -> {
            throw interrupt;
        });

        assertThatThrownBy(() -> lookup.getJobStatus(job.id()))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage(Jobs.draftOf(job) + ": interrupted")
                .hasCause(interrupt);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void missing_job_is_found_when_it_is_read_again() {
        for (int rewrittenAt = 1; rewrittenAt <= 3; rewrittenAt++) {
            Job job = Jobs.processing();
            int last = rewrittenAt;
            pauses.clear();
            JobStatusLookup lookup = new JobStatusLookup(store, OverdueRule.OFF, pause -> {
                pauses.add(pause);
                if (pauses.size() == last) {
                    store.put(job);
                }
            });

            assertThat(lookup.getJobStatus(job.id())).isEqualTo(new JobReport.InProgress(JobStatus.PROCESSING));
            assertThat(pauses).hasSize(rewrittenAt);
        }
    }

    @Test
    void job_is_reported_missing_after_100_ms() {
        assertThatThrownBy(() -> new JobStatusLookup(store, OverdueRule.OFF, pauses::add).getJobStatus(Jobs.id()))
                .isInstanceOf(JobNotFoundException.class);

        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void store_that_goes_down_while_a_missing_job_is_read_again_is_an_outage() {
        JobStatusLookup lookup = new JobStatusLookup(store, OverdueRule.OFF, pause -> store.setAvailable(false));

        assertThatThrownBy(() -> lookup.getJobStatus(Jobs.id())).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    @Timeout(60)
    void scan_of_unknown_ids_holds_few_threads_and_keeps_no_recent_job_from_being_read_again() throws Exception {
        Job job = put(JobStatus.PROCESSING);
        Semaphore scanning = new Semaphore(0);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread test = Thread.currentThread();
        JobStatusLookup lookup = new JobStatusLookup(store, OverdueRule.OFF, pause -> {
            if (Thread.currentThread().equals(test)) {
                store.put(job);
            } else {
                scanning.release();
                goOn.await();
            }
        });
        lookup.getJobStatus(job.id());
        CountDownLatch answered = new CountDownLatch(98);
        List<Thread> scan = Stream.generate(() -> new Thread(() -> {
                    assertThatThrownBy(() -> lookup.getJobStatus(Jobs.id())).isInstanceOf(JobNotFoundException.class);
                    answered.countDown();
                }))
                .limit(100)
                .peek(Thread::start)
                .toList();
        answered.await();
        scanning.acquire(2);
        assertThat(scanning.availablePermits()).isZero();

        store.remove(job.id());

        assertThat(lookup.getJobStatus(job.id()).status()).isEqualTo(JobStatus.PROCESSING);
        goOn.countDown();
        for (Thread caller : scan) {
            caller.join();
        }
    }

    @Test
    @Timeout(60)
    void callers_that_ask_for_missing_images_hold_a_limited_number_of_threads() throws Exception {
        Job job = put(JobStatus.COMPLETED);
        Semaphore pausing = new Semaphore(0);
        CountDownLatch goOn = new CountDownLatch(1);
        JobStatusLookup lookup = new JobStatusLookup(store, OverdueRule.OFF, pause -> {
            pausing.release();
            goOn.await();
        });
        CountDownLatch answered = new CountDownLatch(68);
        List<Thread> callers = Stream.generate(() -> new Thread(() -> {
                    assertThatThrownBy(() -> lookup.getJobStatus(job.id())).isInstanceOf(ImagesGoneException.class);
                    answered.countDown();
                }))
                .limit(JobStatusLookup.MAX_IMAGES_RETRIES + 68)
                .peek(Thread::start)
                .toList();

        answered.await();
        pausing.acquire(JobStatusLookup.MAX_IMAGES_RETRIES);
        assertThat(pausing.availablePermits()).isZero();
        goOn.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
    }

    @Test
    void pause_lasts_and_can_be_interrupted() throws InterruptedException {
        long before = System.nanoTime();
        Pause.SLEEP.pause(Duration.ofMillis(20));
        assertThat(System.nanoTime() - before)
                .isGreaterThanOrEqualTo(Duration.ofMillis(19).toNanos());

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Pause.SLEEP.pause(Duration.ofHours(1))).isInstanceOf(InterruptedException.class);
    }

    @Test
    void completed_job_without_a_draft_is_named_as_unreadable() {
        Job job = Jobs.bare(Jobs.id(), JobStatus.COMPLETED);
        store.put(job);

        assertThatThrownBy(() -> new JobStatusLookup(store).getJobStatus(job.id()))
                .isInstanceOfSatisfying(
                        RecordUnreadableException.class,
                        unreadable -> assertThat(unreadable.subject())
                                .isEqualTo(job.id().value()))
                .hasMessage(job.id() + ": COMPLETED without a valid eventDraftId");
    }

    @Test
    void overdue_job_is_reported_as_failed_and_left_as_it_is() {
        Job job = put(JobStatus.PROCESSING);
        Instant createdAt = Objects.requireNonNull(job.createdAt());

        assertThat(lookupAt(createdAt.plusSeconds(60)).getJobStatus(job.id()))
                .isEqualTo(new JobReport.InProgress(JobStatus.PROCESSING, createdAt.plusSeconds(60)));
        assertThat(lookupAt(createdAt.plusSeconds(60).plusNanos(1)).getJobStatus(job.id()))
                .isEqualTo(new JobReport.Failed("이미지 생성 시간이 초과되었습니다"));
        assertThat(store.find(job.id())).contains(job);
        assertThat(store.findError(job.id())).isEmpty();
    }

    @Test
    void job_that_ended_late_is_reported_as_it_ended() {
        Job job = put(JobStatus.FAILED);
        store.putError(job.id(), "error");

        assertThat(lookupAt(Instant.MAX).getJobStatus(job.id())).isEqualTo(new JobReport.Failed("error"));
    }

    @Test
    void job_from_the_future_is_in_progress_and_logged_once() {
        Job job = put(JobStatus.PROCESSING);
        Instant createdAt = Objects.requireNonNull(job.createdAt());
        JobStatusLookup within = lookupAt(createdAt.minusSeconds(60));
        JobStatusLookup beyond = lookupAt(createdAt.minusSeconds(61));
        try (CapturedLog log = CapturedLog.of(JobStatusLookup.class)) {
            within.getJobStatus(job.id());
            assertThat(log.records()).isEmpty();

            for (int poll = 0; poll < 3; poll++) {
                assertThat(beyond.getJobStatus(job.id())).isInstanceOf(JobReport.InProgress.class);
                beyond.getJobStatus(put(JobStatus.PENDING).id());
            }
            assertThat(log.records()).hasSize(1);
        }
    }

    @Test
    void time_of_a_job_does_not_matter_where_none_is_overdue() {
        Job job = put(JobStatus.PROCESSING);
        Clock longAgo = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        try (CapturedLog log = CapturedLog.of(JobStatusLookup.class)) {
            new JobStatusLookup(store, new OverdueRule(longAgo, null)).getJobStatus(job.id());

            assertThat(log.records()).isEmpty();
        }
    }

    private JobStatusLookup lookupAt(Instant now) {
        return new JobStatusLookup(store, new OverdueRule(Clock.fixed(now, ZoneOffset.UTC), Duration.ofSeconds(60)));
    }

    private Job put(JobStatus status) {
        Job job = Jobs.inStatus(status);
        store.put(job);
        return job;
    }
}
