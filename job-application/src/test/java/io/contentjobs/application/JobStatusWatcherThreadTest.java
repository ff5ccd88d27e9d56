package io.contentjobs.application;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatusReader;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The one thread that watches: its pace, its rest and its end. */
@Timeout(60)
final class JobStatusWatcherThreadTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration LONG = Duration.ofSeconds(50);

    private final InMemoryJobStore store = new InMemoryJobStore();
    private final JobStatusLookup lookup = new JobStatusLookup(store);
    private final Set<Thread> threadsOfOthers = watchThreads();
    private JobStatusWatcher watcher = new JobStatusWatcher(store, lookup, NEVER);

    @AfterEach
    void close() {
        watcher.close();
    }

    @Test
    void thread_keeps_no_program_from_ending() {
        assertThat(thread().isDaemon()).isTrue();
    }

    @Test
    void thread_is_parked_while_nobody_waits_and_ends_when_closed() throws InterruptedException {
        awaitState(Thread.State.WAITING);
        assertThat(watcher.isResting()).isTrue();

        closeAndJoin();
    }

    @Test
    void thread_is_parked_between_two_looks_and_ends_when_closed() throws Exception {
        FutureTask<JobReport> caller = startWaiting();
        awaitState(Thread.State.TIMED_WAITING);
        assertThat(watcher.isResting()).isFalse();

        closeAndJoin();
        assertThat(caller.get(50, SECONDS).status().isTerminal()).isFalse();
    }

    @Test
    void looks_are_an_interval_apart_though_the_thread_is_unparked_by_others() throws Exception {
        Duration interval = Duration.ofMillis(20);
        BlockingQueue<Long> looks = new LinkedBlockingQueue<>();
        startAgain(
                ids -> {
                    looks.add(System.nanoTime());
                    LockSupport.unpark(Thread.currentThread());
                    return Map.of();
                },
                interval);
        long before = System.nanoTime();
        FutureTask<JobReport> caller = startWaiting();

        for (int look = 0; look < 5; look++) {
            long now = looks.take();
            assertThat(now - before).isGreaterThanOrEqualTo(interval.toNanos());
            before = now;
        }
        assertThat(caller.isDone()).isFalse();
    }

    @Test
    void look_that_fails_is_logged() throws Exception {
        BlockingQueue<Integer> looks = new LinkedBlockingQueue<>();
        AtomicInteger number = new AtomicInteger();
        RuntimeException broken = new IllegalStateException("broken");
        try (CapturedLog log = CapturedLog.of(JobStatusWatcher.class)) {
            startAgain(
                    ids -> {
                        looks.add(number.incrementAndGet());
                        throw broken;
                    },
                    Duration.ofMillis(1));
            FutureTask<JobReport> caller = startWaiting();

            while (looks.take() < 2) {
                assertThat(watcher.isResting()).isFalse();
            }
            assertThat(caller.isDone()).isFalse();
            assertThat(log.records())
                    .isNotEmpty()
                    .allSatisfy(logged -> assertThat(logged.getThrown()).isSameAs(broken));
            closeAndJoin();
        }
    }

    @Test
    void caller_to_whom_there_is_no_news_reads_at_the_beginning_and_at_the_end() {
        AtomicInteger reads = new AtomicInteger();
        watcher.close();
        watcher = new JobStatusWatcher(
                store,
                id -> {
                    reads.incrementAndGet();
                    return lookup.getJobStatus(id);
                },
                Duration.ofMillis(1));
        Job job = Jobs.processing();
        store.put(job);

        watcher.await(job.id(), report -> false, Duration.ofMillis(30));

        assertThat(reads).hasValue(2);
    }

    private void startAgain(JobStatusReader statuses, Duration interval) throws InterruptedException {
        closeAndJoin();
        watcher = new JobStatusWatcher(statuses, lookup, interval);
    }

    private void closeAndJoin() throws InterruptedException {
        Thread thread = thread();
        watcher.close();
        thread.join(LONG.toMillis());
        assertThat(thread.isAlive()).isFalse();
    }

    private FutureTask<JobReport> startWaiting() {
        Job job = Jobs.processing();
        store.put(job);
        FutureTask<JobReport> caller = new FutureTask<>(() -> watcher.await(job.id(), report -> false, LONG));
        Thread thread = new Thread(caller, "caller");
        thread.setDaemon(true);
        thread.start();
        return caller;
    }

    private Thread thread() {
        return watchThreads().stream()
                .filter(thread -> !threadsOfOthers.contains(thread))
                .findAny()
                .orElseThrow();
    }

    private static Set<Thread> watchThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("job-status-watch"))
                .collect(Collectors.toSet());
    }

    private void awaitState(Thread.State state) {
        Thread thread = thread();
        while (thread.getState() != state) {
            Thread.onSpinWait();
        }
    }
}
