package io.contentjobs.application;

import static io.contentjobs.application.Callers.result;
import static io.contentjobs.application.Callers.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.ImagesGoneException;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobException;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class JobStatusWatcherTest {
    private static final Duration INTERVAL = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Duration SHORT = Duration.ofMillis(30);

    private final InMemoryJobStore store = new InMemoryJobStore();
    private final GetJobStatus lookup = new JobStatusLookup(store);

    /** The number of reads of a single job. */
    private final AtomicInteger lookups = new AtomicInteger();

    /** A permit for each read of the statuses. */
    private final Semaphore statusReads = new Semaphore(0);

    private JobStatusWatcher watcher = newWatcher(store, lookup, INTERVAL, Clock.systemUTC());

    @AfterEach
    void close() {
        watcher.close();
    }

    @Test
    void caller_without_a_reason_to_wait_gets_the_report_at_once() {
        Job ended = put(Jobs.processing());
        end(ended.id());
        JobId processing = put(Jobs.processing()).id();

        assertThat(awaitEnd(ended, LONG)).isEqualTo(JobStatus.COMPLETED);
        assertThat(watcher.await(processing, report -> true, LONG).status()).isEqualTo(JobStatus.PROCESSING);
        for (int millis = -1; millis <= 0; millis++) {
            assertThat(watcher.await(processing, report -> false, Duration.ofMillis(millis))
                            .status())
                    .isEqualTo(JobStatus.PROCESSING);
        }
        assertThat(lookups).hasValue(4);
    }

    @Test
    void all_callers_get_the_end_of_a_job_but_not_its_earlier_statuses() throws Exception {
        Job job = put(Jobs.pending());
        List<FutureTask<JobStatus>> callers = start(50, () -> awaitEnd(job, LONG));
        Await.until(() -> watcher.waiting() == 50);

        store.advance(job.id(), JobStatus.PROCESSING);
        end(job.id());

        for (FutureTask<JobStatus> caller : callers) {
            assertThat(result(caller)).isEqualTo(JobStatus.COMPLETED);
        }
        assertThat(watcher.waiting()).isZero();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "PT1H")
    void caller_without_a_change_reads_at_the_beginning_and_at_the_end(@Nullable Duration overdueAfter) {
        watchWith(store, new JobStatusLookup(store, new OverdueRule(Clock.systemUTC(), overdueAfter)));
        for (Job job : List.of(Jobs.processing(), createdAt(Instant.MAX))) {
            lookups.set(0);

            assertThat(awaitEnd(put(job), SHORT)).isEqualTo(JobStatus.PROCESSING);
            assertThat(lookups).hasValue(2);
            assertThat(watcher.waiting()).isZero();
        }
    }

    static Stream<@Nullable JobException> failuresOfTheSecondLookup() {
        return Stream.of(
                null,
                new JobNotFoundException(Jobs.id()),
                new ImagesGoneException(Jobs.draft()),
                new StoreUnavailableException("subject", "down", null));
    }

    /** The job ends directly after the first lookup. */
    @ParameterizedTest
    @MethodSource("failuresOfTheSecondLookup")
    void change_between_read_and_wait_is_reported_although_a_lookup_fails(@Nullable JobException failure) {
        Job job = put(Jobs.processing());
        watchWith(store, id -> {
            if (lookups.get() == 1 && failure != null) {
                throw failure;
            }
            JobReport report = lookup.getJobStatus(id);
            if (!report.status().isTerminal()) {
                end(id);
            }
            return report;
        });

        assertThat(awaitEnd(job, LONG)).isEqualTo(JobStatus.COMPLETED);
        assertThat(lookups).hasValue(failure == null ? 2 : 3);
    }

    @Test
    void failure_at_the_beginning_is_thrown() {
        Job job = put(Jobs.processing());

        assertThatThrownBy(() -> awaitEnd(Jobs.pending(), LONG)).isInstanceOf(JobNotFoundException.class);
        store.setAvailable(false);
        assertThatThrownBy(() -> awaitEnd(job, LONG)).isInstanceOf(StoreUnavailableException.class);
        assertThat(watcher.waiting()).isZero();
    }

    @Test
    void outage_at_the_deadline_is_thrown() {
        Job job = put(Jobs.processing());
        watchWith(store, id -> {
            JobReport report = lookup.getJobStatus(id);
            store.setAvailable(false);
            return report;
        });

        assertThatThrownBy(() -> awaitEnd(job, SHORT)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void job_or_images_that_stay_missing_are_reported() throws Exception {
        Job expiring = put(Jobs.processing());
        FutureTask<JobStatus> first = startAndAwaitRead(expiring);
        store.remove(expiring.id());
        assertThatThrownBy(() -> result(first)).hasCauseInstanceOf(JobNotFoundException.class);

        Job withoutImages = put(Jobs.processing());
        FutureTask<JobStatus> second = startAndAwaitRead(withoutImages);
        put(Jobs.completed(withoutImages.id()));
        assertThatThrownBy(() -> result(second)).hasCauseInstanceOf(ImagesGoneException.class);
        assertThat(watcher.waiting()).isZero();
    }

    @Test
    void job_that_is_missing_in_every_second_read_causes_no_lookup() throws Exception {
        Job job = put(Jobs.processing());
        AtomicBoolean missing = new AtomicBoolean();
        watchWith(
                ids -> missing.getAndSet(!missing.get()) ? Map.of(job.id(), Optional.empty()) : store.findStatuses(ids),
                lookup);
        FutureTask<JobStatus> caller = startAndAwaitRead(job);

        statusReads.acquire(20);

        assertThat(lookups).hasValue(1);
        end(job.id());
        assertThat(result(caller)).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void wait_continues_during_an_outage() throws Exception {
        Job job = put(Jobs.processing());
        FutureTask<JobStatus> caller = startAndAwaitRead(job);

        store.setAvailable(false);
        awaitStatusReads(3);
        assertThat(caller.isDone()).isFalse();
        end(job.id());
        store.setAvailable(true);

        assertThat(result(caller)).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void failing_status_reads_are_logged_once_an_outage_and_do_not_end_the_wait() throws Exception {
        Job job = put(Jobs.processing());
        AtomicBoolean broken = new AtomicBoolean(true);
        try (CapturedLog log = CapturedLog.of(JobStatusWatcher.class)) {
            watchWith(
                    ids -> {
                        if (broken.get()) {
                            throw new IllegalStateException("broken");
                        }
                        return store.findStatuses(ids);
                    },
                    lookup);
            FutureTask<JobStatus> caller = startAndAwaitRead(job);
            for (int outage = 1; outage <= 2; outage++) {
                broken.set(true);
                awaitStatusReads(4);
                broken.set(false);
                awaitStatusReads(2);
                assertThat(log.records())
                        .hasSize(outage)
                        .allSatisfy(logged -> assertThat(logged.getThrown()).hasMessage("broken"));
            }
            assertThat(caller.isDone()).isFalse();

            end(job.id());
            assertThat(result(caller)).isEqualTo(JobStatus.COMPLETED);
        }
    }

    @Test
    void status_read_that_leaves_the_thread_interrupted_does_not_fail_the_next_ones() throws Exception {
        AtomicBoolean interrupting = new AtomicBoolean(true);
        watchWith(
                ids -> {
                    if (interrupting.getAndSet(false)) {
                        Thread.currentThread().interrupt();
                    }
                    if (Thread.currentThread().isInterrupted()) {
                        throw new StoreUnavailableException("statuses", "interrupted", null);
                    }
                    return store.findStatuses(ids);
                },
                lookup);
        Job job = put(Jobs.processing());
        List<FutureTask<JobStatus>> callers = start(1, () -> awaitEnd(job, LONG));
        awaitStatusReads(2);

        end(job.id());

        assertThat(callers.get(0).get(20, TimeUnit.SECONDS)).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void interrupted_caller_returns_and_stays_interrupted() throws Exception {
        Job job = put(Jobs.processing());
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            assertThatThrownBy(() -> awaitEnd(job, LONG)).isInstanceOf(StoreUnavailableException.class);
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        caller.start();
        Await.until(() -> watcher.waiting() == 1);

        caller.interrupt();

        caller.join();
        assertThat(interrupted).isTrue();
        assertThat(watcher.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void close_completes_all_waits_with_the_present_or_the_last_known_report(boolean available) throws Exception {
        Job job = put(Jobs.pending());
        watchWith(ids -> Map.of(), lookup);
        List<FutureTask<JobStatus>> callers = start(20, () -> awaitEnd(job, LONG));
        Await.until(() -> lookups.get() == 20);
        put(Jobs.processing(job.id()));
        store.setAvailable(available);

        watcher.close();

        for (FutureTask<JobStatus> caller : callers) {
            assertThat(result(caller)).isEqualTo(available ? JobStatus.PROCESSING : JobStatus.PENDING);
        }
        store.setAvailable(true);
        assertThat(awaitEnd(job, LONG)).isEqualTo(JobStatus.PROCESSING);
    }

    @Test
    void each_job_is_read_once_an_interval_for_all_callers() throws Exception {
        Job one = put(Jobs.processing());
        Job other = put(Jobs.processing());
        AtomicReference<List<JobId>> lastRead = new AtomicReference<>(List.of());
        watchWith(
                ids -> {
                    lastRead.set(List.copyOf(ids));
                    return store.findStatuses(ids);
                },
                lookup);
        List<FutureTask<JobStatus>> callers = new ArrayList<>(start(10, () -> awaitEnd(one, LONG)));
        callers.addAll(start(10, () -> awaitEnd(other, LONG)));
        Await.until(() -> watcher.waiting() == 20);
        awaitStatusReads(2);

        assertThat(lastRead.get()).containsExactlyInAnyOrder(one.id(), other.id());
        assertThat(callers).noneMatch(FutureTask::isDone);
    }

    @Test
    void caller_gets_an_overdue_job_at_that_moment_unless_the_job_ends_before() throws Exception {
        Clock clock = Clock.systemUTC();
        Job ending = put(Jobs.processing());
        Job overdue = put(createdAt(clock.instant().minus(Duration.ofHours(1)).plusMillis(300)));
        watchWith(store, new JobStatusLookup(store, new OverdueRule(clock, Duration.ofHours(1))));
        FutureTask<JobStatus> caller = startAndAwaitRead(ending);

        assertThat(watcher.await(overdue.id(), report -> false, LONG))
                .isEqualTo(new JobReport.Failed(OverdueRule.ERROR));
        assertThat(store.find(overdue.id())).contains(overdue);

        end(ending.id());
        assertThat(result(caller)).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void caller_reads_once_an_interval_if_the_clock_of_the_rule_is_a_day_behind() {
        Job job = put(Jobs.processing());
        GetJobStatus rule = new JobStatusLookup(store, new OverdueRule(Clock.systemUTC(), Duration.ofHours(1)));
        watcher.close();
        watcher = newWatcher(store, rule, Duration.ofMillis(100), Clock.offset(Clock.systemUTC(), Duration.ofDays(1)));

        awaitEnd(job, Duration.ofMillis(350));

        assertThat(lookups).hasValueBetween(2, 5);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5})
    void interval_must_be_positive(long millis) {
        assertThatThrownBy(() -> new JobStatusWatcher(store, lookup, Duration.ofMillis(millis)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The writers continue only after each follower has received each change: a missed change stops them. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void each_change_is_reported_exactly_once(long seed) throws Exception {
        Random random = new Random(seed);
        List<FutureTask<List<JobStatus>>> followers = new ArrayList<>();
        List<FutureTask<Boolean>> writers = new ArrayList<>();
        for (int j = 0; j < 20; j++) {
            JobId id = put(Jobs.pending()).id();
            int count = 1 + random.nextInt(3);
            Semaphore reported = new Semaphore(0);
            for (int f = 0; f < count; f++) {
                Random own = new Random(random.nextLong());
                followers.add(start(() -> follow(id, own, reported)));
            }
            Random own = new Random(random.nextLong());
            Consumer<Runnable> nextChange = change -> {
                reported.acquireUninterruptibly(count);
                LockSupport.parkNanos(own.nextInt(3_000_000));
                change.run();
            };
            writers.add(start(() -> {
                nextChange.accept(() -> store.advance(id, JobStatus.PROCESSING));
                nextChange.accept(() -> end(id));
                return true;
            }));
        }

        for (FutureTask<Boolean> writer : writers) {
            assertThat(result(writer)).isTrue();
        }
        for (FutureTask<List<JobStatus>> follower : followers) {
            assertThat(result(follower)).containsExactly(JobStatus.PENDING, JobStatus.PROCESSING, JobStatus.COMPLETED);
        }
        assertThat(watcher.waiting()).isZero();
    }

    private List<JobStatus> follow(JobId id, Random random, Semaphore reported) {
        List<JobStatus> seen = new ArrayList<>();
        JobReport last = null;
        do {
            JobReport before = last;
            last = watcher.await(id, report -> !report.equals(before), LONG);
            seen.add(last.status());
            reported.release();
            LockSupport.parkNanos(random.nextInt(2_000_000));
        } while (!last.status().isTerminal());
        return seen;
    }

    private void watchWith(JobStatusReader statuses, GetJobStatus lookup) {
        watcher.close();
        watcher = newWatcher(statuses, lookup, INTERVAL, Clock.systemUTC());
    }

    private JobStatusWatcher newWatcher(JobStatusReader statuses, GetJobStatus lookup, Duration interval, Clock clock) {
        JobStatusReader countedStatuses = ids -> {
            statusReads.release();
            return statuses.findStatuses(ids);
        };
        GetJobStatus countedLookup = id -> {
            try {
                return lookup.getJobStatus(id);
            } finally {
                lookups.incrementAndGet();
            }
        };
        return new JobStatusWatcher(countedStatuses, countedLookup, interval, clock, WatchListener.NONE);
    }

    private JobStatus awaitEnd(Job job, Duration atMost) {
        return watcher.await(job.id(), report -> false, atMost).status();
    }

    private FutureTask<JobStatus> startAndAwaitRead(Job job) {
        int before = lookups.get();
        FutureTask<JobStatus> caller = start(() -> awaitEnd(job, LONG));
        Await.until(() -> lookups.get() > before);
        return caller;
    }

    /** Waits for {@code count} reads that begin after this call; a read that has begun before may be one more. */
    private void awaitStatusReads(int count) throws InterruptedException {
        statusReads.drainPermits();
        statusReads.acquire(count + 1);
    }

    private void end(JobId id) {
        Job ended = Jobs.completed(id);
        store.putImageUrls(Jobs.draftOf(ended), Jobs.imageUrls());
        store.put(ended);
    }

    private Job put(Job job) {
        store.put(job);
        return job;
    }

    private static Job createdAt(Instant time) {
        return new Job(Jobs.id(), JobStatus.PROCESSING, Jobs.draft(), Jobs.TYPE, time);
    }
}
