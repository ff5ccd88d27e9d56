package io.contentjobs.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobException;
import io.contentjobs.redis.testing.ClusterTopology;
import io.contentjobs.redis.testing.ManagedFailOver;
import io.contentjobs.redis.testing.RealRedis;
import io.contentjobs.redis.testing.SentinelTopology;
import io.contentjobs.redis.testing.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operator replaces masters while 2,000 reads come each second: no master dies, so no read fails. */
@Tag("full")
final class PlannedFailOverIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final int TIMES = 3;
    private static final int READERS = 8;
    private static final long READS_PER_SECOND = 2_000;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(READERS) / READS_PER_SECOND;
    private static final int JOBS = 100;

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong reads = new AtomicLong();
    private final List<Thread> readers = new ArrayList<>();
    private volatile boolean stopped;

    @AfterEach
    void stop() throws InterruptedException {
        stopped = true;
        for (Thread reader : readers) {
            reader.join();
        }
    }

    @Test
    void no_read_fails_in_a_cluster() throws Exception {
        try (ClusterTopology topology = ClusterTopology.start(false)) {
            assertThat(failedReads(topology, ManagedFailOver.by(topology))).containsOnly(0);
        }
    }

    /** Sentinel closes the connections of the former master: a read under way may fail. */
    @Test
    void at_most_a_few_reads_fail_with_sentinels() throws Exception {
        try (SentinelTopology topology = SentinelTopology.start(false)) {
            assertThat(failedReads(topology, ManagedFailOver.by(topology))).allMatch(count -> count <= READERS);
        }
    }

    private List<Integer> failedReads(Topology topology, ManagedFailOver failOver) throws Exception {
        List<Integer> failed = new ArrayList<>();
        try (RedisStore store = RedisStore.connect(RedisUrl.parse(topology.url()), TIMEOUT)) {
            start(store, put(store));
            for (int i = 0; i < TIMES; i++) {
                awaitReads();
                int before = failures.size();
                failOver.run();
                awaitReads();
                failed.add(failures.size() - before);
            }
            stop();
        }
        return failed;
    }

    private static List<Job> put(RedisStore store) {
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            Job job = Jobs.pending();
            store.writer(RealRedis.JOB_TTL, RealRedis.IMAGE_TTL).create(job);
            jobs.add(job);
        }
        return jobs;
    }

    private void start(RedisStore store, List<Job> jobs) {
        for (int i = 0; i < READERS; i++) {
            int first = i;
            Thread reader = new Thread(() -> read(store, jobs, first), "reader");
            readers.add(reader);
            reader.start();
        }
    }

    private void read(RedisStore store, List<Job> jobs, int first) {
        JobStatusLookup lookup = new JobStatusLookup(store.reader());
        long next = System.nanoTime();
        for (int i = first; !stopped; i++) {
            try {
                lookup.getJobStatus(jobs.get(i % JOBS).id());
            } catch (JobException failure) {
                failures.add(failure.toString());
            }
            reads.incrementAndGet();
            next += PAUSE_NANOS;
            parkUntil(next);
        }
    }

    /** A park may end early: the reply may have unparked the reader when it had already seen the reply. */
    private static void parkUntil(long time) {
        while (System.nanoTime() - time < 0) {
            LockSupport.parkNanos(time - System.nanoTime());
        }
    }

    private void awaitReads() {
        long enough = reads.get() + READS_PER_SECOND;
        Await.until("reads", () -> reads.get() >= enough);
    }
}
