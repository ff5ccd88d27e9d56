package io.contentjobs.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.AwaitJobStatus.Subscription;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.StoreUnavailableException;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of waiting that occupy no thread. The store gives hints, and the interval is so long that only they wake. */
@Timeout(60)
final class SubscriptionTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final InMemoryJobStore store = new InMemoryJobStore();
    private final JobStatusWatcher watcher =
            new JobStatusWatcher(store, new JobStatusLookup(store), LONG, Clock.systemUTC(), WatchListener.NONE);

    @AfterEach
    void close() {
        watcher.close();
    }

    @Test
    void listener_is_told_the_present_report_and_each_change_and_the_end_last() {
        JobId id = put(Jobs.pending());
        Told told = new Told();
        watcher.subscribe(id, null, told);

        Await.until(() -> told.calls.equals(List.of("PENDING")));
        store.advance(id, JobStatus.PROCESSING);
        Await.until(() -> told.calls.equals(List.of("PENDING", "PROCESSING")));
        end(id);
        Await.until(() -> told.calls.equals(List.of("PENDING", "PROCESSING", "COMPLETED")));
        assertThat(watcher.waiting()).isZero();
    }

    @Test
    void jobs_with_several_subscriptions_are_counted_once() {
        JobId first = put(Jobs.processing());
        JobId second = put(Jobs.processing());
        List<Subscription> open = Stream.of(first, first, second)
                .map(id -> watcher.subscribe(id, null, new Told()))
                .toList();
        Await.until(() -> watcher.watchedJobs() == 2);

        open.get(0).close();
        end(second);
        Await.until(() -> watcher.watchedJobs() == 1);
        open.get(1).close();
        Await.until(() -> watcher.watchedJobs() == 0);

        watcher.subscribe(first, null, new Told());
        Await.until(() -> watcher.watchedJobs() == 1);
        watcher.close();
        Await.until(() -> watcher.watchedJobs() == 0);
    }

    @Test
    void listener_is_not_told_the_report_that_the_caller_knows() {
        JobId id = put(Jobs.processing());
        Told told = new Told();
        watcher.subscribe(id, new JobReport.InProgress(JobStatus.PROCESSING), told);

        end(id);

        Await.until(() -> told.calls.equals(List.of("COMPLETED")));
    }

    @Test
    void change_between_the_read_of_the_caller_and_the_subscription_is_told() {
        JobId id = put(Jobs.processing());
        Told told = new Told();

        watcher.subscribe(id, new JobReport.InProgress(JobStatus.PENDING), told);

        Await.until(() -> told.calls.equals(List.of("PROCESSING")));
    }

    @Test
    void missing_job_fails_the_subscription() {
        try (JobStatusWatcher quick = new JobStatusWatcher(store, new JobStatusLookup(store), Duration.ofMillis(5))) {
            Told told = new Told();

            quick.subscribe(Jobs.id(), null, told);

            Await.until(() -> told.calls.equals(List.of("JobNotFoundException")));
            assertThat(quick.waiting()).isZero();
        }
    }

    /** The test thread closes while the watcher's thread may be in a call. */
    @Test
    void no_call_begins_after_close() {
        for (int i = 0; i < 300; i++) {
            JobId id = put(Jobs.pending());
            Told told = new Told();
            Subscription subscription = watcher.subscribe(id, new JobReport.InProgress(JobStatus.PENDING), told);
            store.advance(id, JobStatus.PROCESSING);
            LockSupport.parkNanos(i * 1_000L);

            subscription.close();
            List<String> calls = List.copyOf(told.calls);
            end(id);
            subscription.close();

            assertThat(told.calls).isEqualTo(calls);
        }
        Await.until(() -> watcher.waiting() == 0);
    }

    @Test
    void listener_may_close_its_own_subscription() {
        JobId id = put(Jobs.pending());
        List<Subscription> own = Collections.synchronizedList(new ArrayList<>());
        Told told = new Told() {
            @Override
            public void reported(JobReport report) {
                super.reported(report);
                own.forEach(Subscription::close);
            }
        };
        own.add(watcher.subscribe(id, new JobReport.InProgress(JobStatus.PENDING), told));
        store.advance(id, JobStatus.PROCESSING);
        Await.until(() -> watcher.waiting() == 0);

        end(id);

        assertThat(told.calls).containsExactly("PROCESSING");
    }

    @Test
    void listener_that_throws_is_logged_and_does_not_affect_others() {
        JobId id = put(Jobs.processing());
        Told broken = new Told() {
            @Override
            public void reported(JobReport report) {
                throw new IllegalStateException("broken");
            }
        };
        Told good = new Told();
        try (CapturedLog log = CapturedLog.of(JobStatusWatcher.class)) {
            watcher.subscribe(id, null, broken);
            watcher.subscribe(id, null, good);
            Await.until(() -> good.calls.equals(List.of("PROCESSING")));
            end(id);
            Await.until(() -> good.calls.equals(List.of("PROCESSING", "COMPLETED")));

            Await.until(() -> !log.records().isEmpty());
            assertThat(log.records())
                    .allSatisfy(record -> assertThat(record.getThrown()).hasMessage("broken"));
        }
    }

    @Test
    void closed_watcher_stops_each_subscription_once_and_later_ones_at_once() {
        JobId id = put(Jobs.processing());
        List<Told> all = Stream.generate(Told::new).limit(20).toList();
        all.forEach(told -> watcher.subscribe(id, new JobReport.InProgress(JobStatus.PROCESSING), told));

        watcher.close();
        watcher.close();
        Told late = new Told();
        watcher.subscribe(id, null, late);

        assertThat(all).allSatisfy(told -> assertThat(told.calls).containsExactly("stopped"));
        assertThat(late.calls).containsExactly("stopped");
        assertThat(watcher.waiting()).isZero();
    }

    @Test
    void closed_watcher_keeps_no_listener() {
        watcher.close();
        List<WeakReference<Told>> late =
                Stream.generate(() -> subscribed(Jobs.id())).limit(5).toList();

        Await.until(() -> {
            System.gc();
            return late.stream().allMatch(told -> told.get() == null);
        });
    }

    private WeakReference<Told> subscribed(JobId id) {
        Told told = new Told();
        watcher.subscribe(id, null, told);
        return new WeakReference<>(told);
    }

    /** On the watcher's thread it would fail the reads of other jobs. */
    @Test
    @SuppressWarnings("NullAway") // the callers of other modules may have no such check
    void subscription_without_an_id_or_a_listener_fails_at_once() {
        assertThatNullPointerException().isThrownBy(() -> watcher.subscribe(null, null, new Told()));
        assertThatNullPointerException().isThrownBy(() -> watcher.subscribe(Jobs.id(), null, null));
    }

    @Test
    void future_has_the_report_that_is_enough() throws Exception {
        JobId id = put(Jobs.pending());
        CompletableFuture<JobReport> processing =
                watcher.awaitAsync(id, report -> report.status() == JobStatus.PROCESSING, LONG);
        CompletableFuture<JobReport> ended =
                watcher.awaitAsync(id, report -> false, Duration.ofSeconds(Long.MAX_VALUE));
        store.advance(id, JobStatus.PROCESSING);

        assertThat(processing.get().status()).isEqualTo(JobStatus.PROCESSING);
        end(id);
        assertThat(ended.get().status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(watcher.waiting()).isZero();
    }

    @Test
    void future_has_the_latest_report_when_the_time_is_over_or_the_watcher_closed() throws Exception {
        JobId id = put(Jobs.processing());

        assertThat(watcher.awaitAsync(id, report -> false, Duration.ofMillis(50))
                        .get()
                        .status())
                .isEqualTo(JobStatus.PROCESSING);
        CompletableFuture<JobReport> pending = watcher.awaitAsync(id, report -> false, LONG);
        CountDownLatch known = new CountDownLatch(1);
        CompletableFuture<JobReport> other = watcher.awaitAsync(
                id,
                report -> {
                    known.countDown();
                    return false;
                },
                LONG);
        known.await();
        watcher.close();
        assertThat(pending.get().status()).isEqualTo(JobStatus.PROCESSING);
        assertThat(other.get().status()).isEqualTo(JobStatus.PROCESSING);
    }

    @Test
    void future_fails_if_there_is_no_report() {
        store.setAvailable(false);

        CompletableFuture<JobReport> future =
                watcher.awaitAsync(put(Jobs.processing()), report -> false, Duration.ofMillis(50));

        assertThatThrownBy(future::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(StoreUnavailableException.class);
        assertThat(watcher.waiting()).isZero();
    }

    @Test
    void future_fails_with_the_failure_of_its_condition() {
        CompletableFuture<JobReport> future = watcher.awaitAsync(
                put(Jobs.processing()),
                report -> {
                    throw new IllegalStateException("condition");
                },
                LONG);

        assertThatThrownBy(future::get).hasRootCauseMessage("condition");
    }

    @Test
    void cancelled_future_leaves_nothing_behind() {
        List<CompletableFuture<JobReport>> futures = Stream.generate(
                        () -> watcher.awaitAsync(put(Jobs.processing()), report -> false, LONG))
                .limit(100)
                .toList();
        assertThat(watcher.waiting()).isEqualTo(100);

        futures.forEach(future -> future.cancel(true));

        assertThat(watcher.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5})
    void future_needs_a_positive_time(long millis) {
        assertThatThrownBy(() -> watcher.awaitAsync(Jobs.id(), report -> true, Duration.ofMillis(millis)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(watcher.waiting()).isZero();
    }

    @Test
    void ended_job_has_no_subscription() {
        assertThatThrownBy(() -> watcher.subscribe(Jobs.id(), new JobReport.Failed("error"), new Told()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(watcher.waiting()).isZero();
    }

    @Test
    void await_accepts_an_endless_duration() throws Exception {
        JobId id = put(Jobs.processing());
        FutureTask<JobReport> caller =
                Callers.start(() -> watcher.await(id, report -> false, Duration.ofSeconds(Long.MAX_VALUE)));
        Await.until(() -> watcher.waiting() == 1);

        end(id);

        assertThat(Callers.result(caller).status()).isEqualTo(JobStatus.COMPLETED);
    }

    /** Nothing but hints wakes the watcher: a lost wake-up stops the writer, which waits until its change is told. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void each_hint_wakes_the_thread(long seed) throws Exception {
        Random random = new Random(seed);
        List<FutureTask<Boolean>> writers = new ArrayList<>();
        for (int w = 0; w < 4; w++) {
            Random own = new Random(random.nextLong());
            writers.add(Callers.start(() -> {
                for (int i = 0; i < 500; i++) {
                    JobId id = put(Jobs.processing());
                    Semaphore told = new Semaphore(0);
                    watcher.subscribe(id, new JobReport.InProgress(JobStatus.PROCESSING), new Told() {
                        @Override
                        public void reported(JobReport report) {
                            told.release();
                        }
                    });
                    LockSupport.parkNanos(own.nextInt(200_000));
                    end(id);
                    told.acquire();
                }
                return true;
            }));
        }

        for (FutureTask<Boolean> writer : writers) {
            assertThat(Callers.result(writer)).isTrue();
        }
    }

    private JobId put(Job job) {
        store.put(job);
        return job.id();
    }

    private void end(JobId id) {
        Job ended = Jobs.completed(id);
        store.putImageUrls(Jobs.draftOf(ended), Jobs.imageUrls());
        store.put(ended);
    }

    private static class Told implements AwaitJobStatus.Listener {
        private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void reported(JobReport report) {
            calls.add(report.status().name());
        }

        @Override
        public void failed(JobException failure) {
            calls.add(failure.getClass().getSimpleName());
        }

        @Override
        public void stopped() {
            calls.add("stopped");
        }
    }
}
