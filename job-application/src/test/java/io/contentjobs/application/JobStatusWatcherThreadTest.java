package io.contentjobs.application;

import static io.contentjobs.application.Callers.result;
import static io.contentjobs.application.Callers.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobStatusReader;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread of a watcher: when it is parked, how often it reads, and when it ends. */
@Timeout(60)
final class JobStatusWatcherThreadTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONG = Duration.ofSeconds(50);

    private final InMemoryJobStore store = new InMemoryJobStore();
    private final Job job = Jobs.processing();
    private final Set<Thread> threadsBefore = watcherThreads();
    private JobStatusWatcher watcher = new JobStatusWatcher(store, new JobStatusLookup(store), HOUR);
    private Thread thread = newThread();

    @AfterEach
    void closeAndJoin() throws InterruptedException {
        watcher.close();
        thread.join(LONG.toMillis());
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void daemon_thread_is_parked_while_idle_and_between_two_reads_until_the_watcher_is_closed() throws Exception {
        assertThat(thread.isDaemon()).isTrue();
        awaitState(Thread.State.WAITING);
        FutureTask<JobReport> caller = startCaller();
        awaitState(Thread.State.TIMED_WAITING);

        closeAndJoin();
        assertThat(result(caller)).isEqualTo(new JobReport.InProgress(JobStatus.PROCESSING));
    }

    @Test
    void idle_thread_ends_when_the_watcher_is_closed() throws InterruptedException {
        awaitState(Thread.State.WAITING);

        closeAndJoin();
    }

    @Test
    void caller_unparks_the_idle_thread_and_the_thread_is_idle_again_after_the_last_caller() throws Exception {
        restart(store, Duration.ofMillis(1));
        awaitState(Thread.State.WAITING);

        FutureTask<JobReport> caller = startCaller();
        Await.until(() -> watcher.waiting() == 1);
        store.putError(job.id(), "error");
        store.advance(job.id(), JobStatus.FAILED);

        assertThat(result(caller)).isEqualTo(new JobReport.Failed("error"));
        awaitState(Thread.State.WAITING);
    }

    @Test
    void reads_are_an_interval_apart_although_others_unpark_the_thread() throws Exception {
        Duration interval = Duration.ofMillis(20);
        BlockingQueue<Long> reads = new LinkedBlockingQueue<>();
        restart(
                ids -> {
                    reads.add(System.nanoTime());
                    LockSupport.unpark(Thread.currentThread());
                    return Map.of();
                },
                interval);
        FutureTask<JobReport> caller = startCaller();
        reads.take(); // because of the new subscription, so the first interval begins before it

        long before = reads.take();
        for (int read = 0; read < 5; read++) {
            long now = reads.take();
            assertThat(now - before).isGreaterThanOrEqualTo(interval.toNanos());
            before = now;
        }
        assertThat(caller.isDone()).isFalse();
    }

    @Test
    void thread_goes_on_after_a_failure() throws Exception {
        CountDownLatch failed = new CountDownLatch(2);
        restart(
                ids -> {
                    failed.countDown();
                    return failed.getCount() > 0 ? resultThatThrows() : store.findStatuses(ids);
                },
                Duration.ofMillis(1));
        try (CapturedLog log = CapturedLog.of(JobStatusWatcher.class)) {
            FutureTask<JobReport> caller = startCaller();
            failed.await();
            store.putError(job.id(), "error");
            store.advance(job.id(), JobStatus.FAILED);

            assertThat(result(caller)).isEqualTo(new JobReport.Failed("error"));
            assertThat(log.records()).hasSize(1);
        }
    }

    /** Returns a result of a read that is no valid one. */
    private static Map<JobId, Optional<JobStatus>> resultThatThrows() {
        return new AbstractMap<>() {
            @Override
            public Set<Entry<JobId, Optional<JobStatus>>> entrySet() {
                throw new IllegalStateException("no entries");
            }
        };
    }

    private void restart(JobStatusReader statuses, Duration interval) throws InterruptedException {
        closeAndJoin();
        watcher = new JobStatusWatcher(statuses, new JobStatusLookup(store), interval);
        thread = newThread();
    }

    private FutureTask<JobReport> startCaller() {
        store.put(job);
        return start(() -> watcher.await(job.id(), report -> false, LONG));
    }

    private Thread newThread() {
        return watcherThreads().stream()
                .filter(candidate -> !threadsBefore.contains(candidate))
                .findAny()
                .orElseThrow();
    }

    private static Set<Thread> watcherThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(candidate -> candidate.getName().equals("job-status-watch"))
                .collect(Collectors.toSet());
    }

    private void awaitState(Thread.State state) {
        Await.until(() -> thread.getState() == state);
    }
}
