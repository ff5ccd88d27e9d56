package io.contentjobs.redis;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.domain.Verdict;
import io.contentjobs.redis.testing.RealStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The worker of docs/embedding.md: it completes one job after the other, and repeats each call that fails. Readers beside
 * it use the same connections.
 */
final class SteadyWorker implements AutoCloseable {
    private static final int READERS = 3;

    private final RedisStore store;
    private final RecordJobProgress progress;
    private final AtomicInteger ended = new AtomicInteger();
    private final Queue<JobId> completed = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failedCalls = new AtomicInteger();
    private final List<Thread> threads;
    private volatile boolean stopped;

    SteadyWorker(RedisStore store) {
        this.store = store;
        this.progress = new JobProgressRecorder(
                store.reader(),
                RealStore.writer(store),
                Clock.systemUTC(),
                (type, outcome, time) -> ended.incrementAndGet());
        this.threads = new ArrayList<>(List.of(new Thread(this::work, "worker")));
        for (int i = 0; i < READERS; i++) {
            threads.add(new Thread(this::read, "reader"));
        }
        threads.forEach(Thread::start);
    }

    int failedCalls() {
        return failedCalls.get();
    }

    /** Returns how many jobs have been completed. */
    int completed() {
        return completed.size();
    }

    /** Returns what should not have happened, once all is done; nothing, if all is well. */
    List<String> wrong() throws InterruptedException {
        close();
        for (Thread thread : threads) {
            thread.join();
        }
        for (JobId id : completed) {
            JobStatus status = store.reader().find(id).orElseThrow().status();
            if (status != JobStatus.COMPLETED) {
                wrong.add(id + " is " + status);
            }
        }
        if (ended.get() > completed.size()) {
            wrong.add(completed.size() + " jobs ended " + ended + " times");
        }
        return List.copyOf(wrong);
    }

    @Override
    public void close() {
        stopped = true;
    }

    private void work() {
        try {
            while (!stopped) {
                JobId id = untilStored(() -> progress.submit(Jobs.draft(), Jobs.TYPE));
                change(id, JobStatus.PROCESSING, () -> progress.start(id));
                change(id, JobStatus.COMPLETED, () -> progress.complete(id, Jobs.imageUrls()));
                completed.add(id);
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        } catch (RuntimeException | Error unexpected) {
            wrong.add("the worker ended: " + unexpected);
        }
    }

    /** A change that was made by a call whose answer was lost is found made by the next; no other may be. */
    private void change(JobId id, JobStatus next, Supplier<Verdict> call) {
        int before = failedCalls.get();
        Verdict verdict = untilStored(call);
        boolean once = verdict.equals(Verdict.applied(next))
                || (failedCalls.get() > before && verdict.equals(Verdict.unchanged(next, next)));
        if (!once) {
            wrong.add(id + " to " + next + ": " + verdict);
        }
    }

    private <T> T untilStored(Supplier<T> change) {
        for (long pause = 100; ; pause = Math.min(2 * pause, 5_000)) {
            try {
                return change.get();
            } catch (StoreUnavailableException notAcknowledged) {
                failedCalls.incrementAndGet();
                LockSupport.parkNanos(Duration.ofMillis(pause).toNanos());
            }
        }
    }

    private void read() {
        while (!stopped) {
            try {
                store.reader().find(Jobs.id());
            } catch (StoreUnavailableException away) {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            } catch (RuntimeException | Error unexpected) {
                wrong.add("a reader ended: " + unexpected);
                return;
            }
        }
    }
}
