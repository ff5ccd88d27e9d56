package io.contentjobs.application;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.ImagesGoneException;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobNotFoundException;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobStatusReader;
import io.contentjobs.domain.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class JobStatusWatcherTest {
    private static final Duration OFTEN = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Duration SHORT = Duration.ofMillis(30);

    private final InMemoryJobStore store = new InMemoryJobStore();
    private final GetJobStatus lookup = new JobStatusLookup(store);
    private final List<JobStatusWatcher> opened = new ArrayList<>();
    private final JobStatusWatcher watcher = watcher(store, lookup);

    @AfterEach
    void close() {
        opened.forEach(JobStatusWatcher::close);
    }

    @Test
    void a_job_that_has_ended_is_reported_at_once() {
        Job job = ended();

        assertThat(watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, LONG)
                        .status())
                .isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void a_report_that_is_enough_is_not_waited_with() {
        Job job = processing();

        assertThat(watcher.await(job.id(), report -> true, LONG).status()).isEqualTo(JobStatus.PROCESSING);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void who_gives_no_time_does_not_wait(long millis) {
        Job job = processing();

        JobReport report = watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, Duration.ofMillis(millis));

        assertThat(report.status()).isEqualTo(JobStatus.PROCESSING);
    }

    @Test
    void the_end_of_a_job_is_reported_to_all_who_wait_for_it() throws Exception {
        Job job = processing();
        List<FutureTask<JobReport>> callers = IntStream.range(0, 50)
                .mapToObj(i -> start(() -> watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, LONG)))
                .toList();
        awaitWaiting(50);

        end(job.id());

        for (FutureTask<JobReport> caller : callers) {
            assertThat(caller.get(50, SECONDS).status()).isEqualTo(JobStatus.COMPLETED);
        }
        assertThat(watcher.waiting()).isZero();
    }

    @Test
    void a_step_is_no_news_to_who_waits_for_the_end() throws Exception {
        Job job = pending();
        FutureTask<JobReport> caller = start(() -> watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, LONG));
        awaitWaiting(1);

        store.advance(job.id(), JobStatus.PROCESSING);
        end(job.id());

        assertThat(caller.get(50, SECONDS).status()).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void when_the_time_is_up_the_present_state_is_reported() {
        Job job = processing();

        assertThat(watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, SHORT)
                        .status())
                .isEqualTo(JobStatus.PROCESSING);
        assertThat(watcher.waiting()).isZero();
    }

    @Test
    void a_change_between_reading_and_waiting_is_not_missed() {
        Job job = processing();
        AtomicBoolean first = new AtomicBoolean(true);
        JobStatusWatcher watcher = watcher(store, id -> {
            JobReport report = lookup.getJobStatus(id);
            if (first.getAndSet(false)) {
                end(id);
            }
            return report;
        });

        assertThat(watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, LONG)
                        .status())
                .isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void an_unknown_job_is_not_found() {
        assertThatThrownBy(() -> watcher.await(Jobs.id(), JobStatusWatcherTest::onlyTheEnd, LONG))
                .isInstanceOf(JobNotFoundException.class);
        assertThat(watcher.waiting()).isZero();
    }

    @Test
    void a_job_that_expires_while_it_is_waited_for_is_not_found() {
        Job job = processing();
        FutureTask<JobReport> caller = start(() -> watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, LONG));
        awaitWaiting(1);

        store.remove(job.id());

        assertThatThrownBy(() -> caller.get(50, SECONDS)).hasCauseInstanceOf(JobNotFoundException.class);
        assertThat(watcher.waiting()).isZero();
    }

    @Test
    void a_job_that_is_missing_at_one_look_is_waited_for() throws Exception {
        Job job = processing();
        AtomicInteger looks = new AtomicInteger();
        Semaphore looked = new Semaphore(0);
        AtomicInteger lookups = new AtomicInteger();
        JobStatusWatcher watcher = watcher(
                ids -> {
                    looked.release();
                    boolean missing = looks.incrementAndGet() % 2 == 1;
                    return missing ? Map.of(job.id(), Optional.empty()) : store.findStatuses(ids);
                },
                id -> {
                    lookups.incrementAndGet();
                    return lookup.getJobStatus(id);
                });
        FutureTask<JobReport> caller = start(() -> watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, LONG));

        looked.acquire(20);

        assertThat(lookups).hasValue(1);
        end(job.id());
        assertThat(caller.get(50, SECONDS).status()).isEqualTo(JobStatus.COMPLETED);
    }

    /** The lookup reads again for a limited number of callers at a time. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_lookup_that_finds_nothing_once_does_not_end_the_waiting(boolean imagesAreMissing) {
        Job job = processing();
        AtomicInteger lookups = new AtomicInteger();
        JobStatusWatcher watcher = watcher(store, id -> {
            int count = lookups.incrementAndGet();
            JobReport report = lookup.getJobStatus(id);
            if (count == 1) {
                end(id);
            } else if (count == 2) {
                throw imagesAreMissing ? new ImagesGoneException(Jobs.draftOf(job)) : new JobNotFoundException(id);
            }
            return report;
        });

        assertThat(watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, LONG)
                        .status())
                .isEqualTo(JobStatus.COMPLETED);
        assertThat(lookups).hasValue(3);
    }

    @Test
    void images_that_do_not_come_are_gone() throws Exception {
        Job job = processing();
        FutureTask<JobReport> caller = start(() -> watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, LONG));
        awaitWaiting(1);

        store.put(Jobs.completed(job.id()));

        assertThatThrownBy(() -> caller.get(25, SECONDS)).hasCauseInstanceOf(ImagesGoneException.class);
    }

    @Test
    void while_the_store_is_down_the_waiting_goes_on() throws Exception {
        Job job = processing();
        Semaphore looks = new Semaphore(0);
        CountDownLatch read = new CountDownLatch(1);
        JobStatusWatcher watcher = watcher(counting(looks), id -> {
            JobReport report = lookup.getJobStatus(id);
            read.countDown();
            return report;
        });
        FutureTask<JobReport> caller = start(() -> watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, LONG));
        assertThat(read.await(50, SECONDS)).isTrue();

        store.setAvailable(false);
        looks.drainPermits();
        looks.acquire(3);
        assertThat(caller.isDone()).isFalse();
        end(job.id());
        store.setAvailable(true);

        assertThat(caller.get(50, SECONDS).status()).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void a_store_that_goes_down_between_the_news_and_the_report_is_asked_again() {
        Job job = processing();
        AtomicInteger lookups = new AtomicInteger();
        JobStatusWatcher watcher = watcher(store, id -> {
            if (lookups.incrementAndGet() == 2) {
                throw new StoreUnavailableException(id.value(), "away", null);
            }
            JobReport report = lookup.getJobStatus(id);
            if (!report.status().isTerminal()) {
                end(id);
            }
            return report;
        });

        assertThat(watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, LONG)
                        .status())
                .isEqualTo(JobStatus.COMPLETED);
        assertThat(lookups).hasValue(3);
    }

    @Test
    void a_store_that_is_down_at_the_beginning_is_an_outage() {
        Job job = processing();
        store.setAvailable(false);

        assertThatThrownBy(() -> watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, LONG))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(watcher.waiting()).isZero();
    }

    @Test
    void a_store_that_is_down_when_the_time_is_up_is_an_outage() {
        Job job = processing();
        JobStatusWatcher watcher = watcher(store, id -> {
            JobReport report = lookup.getJobStatus(id);
            store.setAvailable(false);
            return report;
        });

        assertThatThrownBy(() -> watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, SHORT))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void an_interrupted_caller_leaves_and_stays_interrupted() throws Exception {
        Job job = processing();
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        CountDownLatch left = new CountDownLatch(1);
        Thread caller = new Thread(() -> {
            assertThatThrownBy(() -> watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, LONG))
                    .isInstanceOf(StoreUnavailableException.class);
            stillInterrupted.set(Thread.currentThread().isInterrupted());
            left.countDown();
        });
        caller.start();
        awaitWaiting(1);

        caller.interrupt();

        assertThat(left.await(50, SECONDS)).isTrue();
        assertThat(stillInterrupted).isTrue();
        assertThat(watcher.waiting()).isZero();
    }

    @Test
    void closing_sends_everyone_home_with_the_present_state() throws Exception {
        Job job = processing();
        List<FutureTask<JobReport>> callers = IntStream.range(0, 20)
                .mapToObj(i -> start(() -> watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, LONG)))
                .toList();
        awaitWaiting(20);

        watcher.close();

        for (FutureTask<JobReport> caller : callers) {
            assertThat(caller.get(40, SECONDS).status()).isEqualTo(JobStatus.PROCESSING);
        }
        assertThat(watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, LONG)
                        .status())
                .isEqualTo(JobStatus.PROCESSING);
    }

    @Test
    void closing_while_the_store_is_away_sends_everyone_home_with_what_was_known() throws Exception {
        Job job = processing();
        CountDownLatch read = new CountDownLatch(20);
        JobStatusWatcher counted = watcher(store, id -> {
            JobReport report = lookup.getJobStatus(id);
            read.countDown();
            return report;
        });
        List<FutureTask<JobReport>> callers = IntStream.range(0, 20)
                .mapToObj(i -> start(() -> counted.await(job.id(), JobStatusWatcherTest::onlyTheEnd, LONG)))
                .toList();
        assertThat(read.await(50, SECONDS)).isTrue();
        store.setAvailable(false);

        counted.close();

        for (FutureTask<JobReport> caller : callers) {
            assertThat(caller.get(40, SECONDS).status()).isEqualTo(JobStatus.PROCESSING);
        }
    }

    @Test
    void each_job_is_read_once_a_look_however_many_wait_for_it() throws Exception {
        Job job = processing();
        Job other = processing();
        Semaphore looks = new Semaphore(0);
        List<Collection<JobId>> asked = Collections.synchronizedList(new ArrayList<>());
        JobStatusWatcher watcher = watcher(
                ids -> {
                    asked.add(ids);
                    looks.release();
                    return store.findStatuses(ids);
                },
                lookup);
        List<FutureTask<JobReport>> callers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            JobId id = i % 2 == 0 ? job.id() : other.id();
            callers.add(start(() -> watcher.await(id, JobStatusWatcherTest::onlyTheEnd, LONG)));
        }
        await(() -> watcher.waiting() == 20);
        asked.clear();
        looks.drainPermits();
        looks.acquire(2);

        assertThat(asked.get(asked.size() - 1)).containsExactlyInAnyOrder(job.id(), other.id());
        assertThat(callers).noneMatch(FutureTask::isDone);
    }

    @Test
    void statuses_that_cannot_be_read_do_not_end_the_watch() throws Exception {
        Job job = processing();
        AtomicBoolean broken = new AtomicBoolean(true);
        Semaphore looks = new Semaphore(0);
        JobStatusWatcher watcher = watcher(
                ids -> {
                    looks.release();
                    if (broken.get()) {
                        throw new IllegalStateException("broken");
                    }
                    return store.findStatuses(ids);
                },
                lookup);
        FutureTask<JobReport> caller = start(() -> watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, LONG));
        looks.acquire(2);

        end(job.id());
        broken.set(false);

        assertThat(caller.get(50, SECONDS).status()).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void a_watch_that_rests_is_woken_by_the_next_who_waits() throws Exception {
        Job job = processing();
        await(watcher::isResting);

        FutureTask<JobReport> caller = start(() -> watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, LONG));
        awaitWaiting(1);
        end(job.id());

        assertThat(caller.get(50, SECONDS).status()).isEqualTo(JobStatus.COMPLETED);
        await(watcher::isResting);
    }

    @Test
    void a_caller_is_told_of_an_overdue_job_at_that_moment() throws Exception {
        Job job = processing();
        var rule = new OverdueRule(Clock.systemUTC(), Duration.ofMillis(300));
        JobStatusWatcher watcher = watcher(store, new JobStatusLookup(store, rule));

        FutureTask<JobReport> caller = start(() -> watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, LONG));

        assertThat(caller.get(25, SECONDS)).isEqualTo(new JobReport.Failed(OverdueRule.ERROR));
        assertThat(store.find(job.id())).contains(job);
    }

    @Test
    void a_job_that_ends_before_it_becomes_overdue_is_reported_as_it_ended() throws Exception {
        Job job = processing();
        var rule = new OverdueRule(Clock.systemUTC(), Duration.ofHours(1));
        JobStatusWatcher watcher = watcher(store, new JobStatusLookup(store, rule));
        FutureTask<JobReport> caller = start(() -> watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, LONG));
        await(() -> watcher.waiting() == 1);

        end(job.id());

        assertThat(caller.get(25, SECONDS).status()).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void a_job_whose_age_has_no_end_is_waited_for() {
        Job job = new Job(Jobs.id(), JobStatus.PROCESSING, Jobs.draft(), Jobs.TYPE, Instant.MAX);
        store.put(job);
        var rule = new OverdueRule(Clock.systemUTC(), Duration.ofDays(30));
        JobStatusWatcher watcher = watcher(store, new JobStatusLookup(store, rule));

        assertThat(watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, SHORT))
                .isEqualTo(new JobReport.InProgress(JobStatus.PROCESSING));
    }

    /** The watcher's clock is a day ahead of the rule's: it must not read without a pause meanwhile. */
    @Test
    void a_caller_whose_clock_is_ahead_of_the_rule_reads_once_an_interval() {
        Job job = processing();
        AtomicInteger lookups = new AtomicInteger();
        var rule = new JobStatusLookup(store, new OverdueRule(Clock.systemUTC(), Duration.ofHours(1)));
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
        var watcher = new JobStatusWatcher(
                store,
                id -> {
                    lookups.incrementAndGet();
                    return rule.getJobStatus(id);
                },
                Duration.ofMillis(100),
                ahead);
        opened.add(watcher);

        watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, Duration.ofMillis(350));

        assertThat(lookups).hasValueLessThanOrEqualTo(5);
    }

    @Test
    void a_job_that_becomes_overdue_later_is_not_looked_up_meanwhile() {
        Job job = processing();
        AtomicInteger lookups = new AtomicInteger();
        var rule = new JobStatusLookup(store, new OverdueRule(Clock.systemUTC(), Duration.ofHours(1)));
        JobStatusWatcher watcher = watcher(store, id -> {
            lookups.incrementAndGet();
            return rule.getJobStatus(id);
        });

        watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, SHORT);

        assertThat(lookups).hasValue(2);
    }

    @Test
    void statuses_that_cannot_be_read_are_logged_once() throws Exception {
        Job job = processing();
        Semaphore looks = new Semaphore(0);
        try (CapturedLog log = CapturedLog.of(JobStatusWatcher.class)) {
            JobStatusWatcher watcher = watcher(
                    ids -> {
                        looks.release();
                        throw new IllegalStateException("broken");
                    },
                    lookup);
            FutureTask<JobReport> caller = start(() -> watcher.await(job.id(), JobStatusWatcherTest::onlyTheEnd, LONG));
            looks.acquire(4);

            assertThat(caller.isDone()).isFalse();
            assertThat(log.records())
                    .singleElement()
                    .satisfies(logged -> assertThat(logged.getThrown()).hasMessage("broken"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5})
    void an_interval_is_positive(long millis) {
        assertThatThrownBy(() -> new JobStatusWatcher(store, lookup, Duration.ofMillis(millis)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Writers go on only when each change has been reported to each follower: one missed change would stop them. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void no_change_is_missed_and_none_is_reported_twice(long seed) throws Exception {
        Random random = new Random(seed);
        List<FutureTask<List<JobStatus>>> followers = new ArrayList<>();
        List<FutureTask<Void>> writers = new ArrayList<>();
        for (int j = 0; j < 20; j++) {
            Job job = pending();
            int following = 1 + random.nextInt(3);
            Semaphore reported = new Semaphore(0);
            for (int f = 0; f < following; f++) {
                Random own = new Random(random.nextLong());
                followers.add(start(() -> follow(job.id(), own, reported)));
            }
            Random own = new Random(random.nextLong());
            writers.add(start(() -> {
                reported.acquire(following);
                step(own, () -> store.advance(job.id(), JobStatus.PROCESSING));
                reported.acquire(following);
                step(own, () -> end(job.id()));
                return null;
            }));
        }

        for (FutureTask<Void> writer : writers) {
            writer.get(50, SECONDS);
        }
        for (FutureTask<List<JobStatus>> follower : followers) {
            assertThat(follower.get(50, SECONDS))
                    .containsExactly(JobStatus.PENDING, JobStatus.PROCESSING, JobStatus.COMPLETED);
        }
        assertThat(watcher.waiting()).isZero();
    }

    /** The end of a job is always enough. */
    private static boolean onlyTheEnd(JobReport report) {
        return false;
    }

    private List<JobStatus> follow(JobId id, Random random, Semaphore reported) {
        List<JobStatus> seen = new ArrayList<>();
        JobReport last = watcher.await(id, report -> true, LONG);
        seen.add(last.status());
        reported.release();
        while (!last.status().isTerminal()) {
            JobReport before = last;
            LockSupport.parkNanos(random.nextInt(2_000_000));
            last = watcher.await(id, report -> !report.equals(before), LONG);
            seen.add(last.status());
            reported.release();
        }
        return seen;
    }

    private static void step(Random random, Runnable change) {
        LockSupport.parkNanos(random.nextInt(3_000_000));
        change.run();
    }

    private JobStatusReader counting(Semaphore looks) {
        return ids -> {
            looks.release();
            return store.findStatuses(ids);
        };
    }

    private JobStatusWatcher watcher(JobStatusReader statuses, GetJobStatus lookup) {
        JobStatusWatcher watcher = new JobStatusWatcher(statuses, lookup, OFTEN);
        opened.add(watcher);
        return watcher;
    }

    private static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).isLessThan(SECONDS.toNanos(50));
            Thread.onSpinWait();
        }
    }

    private void awaitWaiting(int count) {
        await(() -> watcher.waiting() == count);
    }

    private void end(JobId id) {
        Job ended = Jobs.completed(id);
        store.putImageUrls(Jobs.draftOf(ended), Jobs.imageUrls());
        store.put(ended);
    }

    private Job ended() {
        Job job = processing();
        end(job.id());
        return job;
    }

    private Job pending() {
        Job job = Jobs.pending();
        store.put(job);
        return job;
    }

    private Job processing() {
        Job job = Jobs.processing();
        store.put(job);
        return job;
    }

    private static <T> FutureTask<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "caller");
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}
