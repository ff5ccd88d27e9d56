package io.contentjobs.redis;

import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.domain.Verdict;
import io.contentjobs.redis.testing.RealStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Readers and writers that call the stores at random without a pause, and check each report: a job may be one status
 * ahead of what was known before the call, and never behind.
 */
final class JobLoad implements AutoCloseable {
    private static final int READERS = 4;
    private static final int WRITERS = 2;

    private final List<RedisStore> stores;
    private final Map<JobId, JobReport> known = new ConcurrentHashMap<>();
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong writes = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    /**
     * What a caller was told instead of an answer.
     *
     * @param at when, as {@link System#nanoTime} counts
     * @param took how long that took
     */
    record Failure(long at, Duration took, JobException told) {}

    JobLoad(List<RedisStore> stores) {
        this.stores = stores;
    }

    /** Sets the report that readers expect of a job from now on. */
    void know(JobId id, JobReport report) {
        known.put(id, report);
    }

    void start() {
        for (int i = 0; i < READERS + WRITERS; i++) {
            Consumer<RedisStore> request = i < READERS ? this::read : this::write;
            Thread thread = new Thread(() -> repeat(request), "job-load");
            threads.add(thread);
            thread.start();
        }
    }

    private void repeat(Consumer<RedisStore> request) {
        while (!stopped) {
            long start = System.nanoTime();
            try {
                request.accept(stores.get(ThreadLocalRandom.current().nextInt(stores.size())));
            } catch (JobException failure) {
                long now = System.nanoTime();
                failures.add(new Failure(now, Duration.ofNanos(now - start), failure));
            } catch (RuntimeException | Error unexpected) {
                wrong.add(unexpected.toString());
            }
        }
    }

    private void read(RedisStore store) {
        List<JobId> ids = List.copyOf(known.keySet());
        JobId id = ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
        JobReport before = Objects.requireNonNull(known.get(id));
        JobReport told = new JobStatusLookup(store.reader()).getJobStatus(id);
        JobReport after = known.get(id);
        if (!told.equals(before) && !told.equals(after) && !isAhead(told, before)) {
            wrong.add(id + " was " + before + ", is " + after + ", and was told as " + told);
        }
        reads.incrementAndGet();
    }

    /** Readers see a change before its writer has the reply. */
    private static boolean isAhead(JobReport told, JobReport before) {
        return told.status().isTerminal() && !before.status().isTerminal();
    }

    private void write(RedisStore store) {
        JobWriter writer = RealStore.writer(store);
        Job job = Jobs.pending();
        writer.create(job);
        Verdict verdict = writer.advance(job.id(), JobStatus.PROCESSING);
        if (!verdict.equals(Verdict.applied(JobStatus.PROCESSING)) && !verdict.equals(Verdict.NOT_FOUND)) {
            wrong.add(job.id() + ": " + verdict);
        }
        writes.incrementAndGet();
    }

    long reads() {
        return reads.get();
    }

    long writes() {
        return writes.get();
    }

    List<Failure> failures() {
        return List.copyOf(failures);
    }

    /** Returns wrong answers and failures of another kind than an unavailable store; they are errors. */
    List<String> wrong() {
        List<String> all = new ArrayList<>(wrong);
        failures.stream()
                .filter(failure -> !(failure.told() instanceof StoreUnavailableException))
                .forEach(failure -> all.add(failure.toString()));
        return all;
    }

    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Override
    public void close() {
        stopped = true;
    }
}
