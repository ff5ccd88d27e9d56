package io.contentjobs.redis.connect;

import static io.contentjobs.redis.testing.StoreFailures.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.domain.Verdict;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.testing.ClosedPort;
import io.contentjobs.redis.testing.RealStore;
import io.contentjobs.redis.testing.Signals;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

@Tag("full")
final class RedisOutageIT {
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    /** Machines that build are slow at times. */
    private static final Duration SLACK = Duration.ofSeconds(4);

    private static final Duration RECOVERED_WITHIN = Duration.ofSeconds(10);

    private RedisProcess redis;
    private RedisStore store;
    private JobReader reader;
    private JobWriter writer;

    @BeforeEach
    void start() throws IOException {
        redis = RedisProcess.start();
        store = RedisStore.connect(redis.url(), TIMEOUT);
        reader = store.reader();
        writer = RealStore.writer(store);
    }

    @AfterEach
    void stop() {
        store.close();
        redis.close();
    }

    @Test
    void calls_to_a_redis_that_hangs_end_with_the_timeout() throws Exception {
        Job job = Jobs.processing();
        writer.create(job);

        Signals.send("STOP", redis.pid());
        assertUnavailableInTime(() -> reader.find(job.id()));
        assertUnavailableInTime(() -> reader.findError(job.id()));
        assertUnavailableInTime(() -> writer.advance(job.id(), JobStatus.FAILED));
        assertUnavailableInTime(() -> create(Jobs.pending()));
        assertThat(store.answers()).isFalse();
        Signals.send("CONT", redis.pid());

        assertThat(eventually(() -> reader.find(job.id()))).isPresent();
        assertThat(eventually(() -> writer.advance(job.id(), JobStatus.COMPLETED))
                        .status())
                .isIn(JobStatus.COMPLETED, JobStatus.FAILED);
        assertThat(store.answers()).isTrue();
    }

    @Test
    void write_waits_for_one_timeout_and_not_for_two() throws Exception {
        Duration timeout = Duration.ofSeconds(4);
        try (RedisStore patient = RedisStore.connect(redis.url(), timeout)) {
            JobWriter patientWriter = RealStore.writer(patient);
            patientWriter.create(Jobs.pending());
            Signals.send("STOP", redis.pid());

            long start = System.nanoTime();
            assertUnavailable(() -> patientWriter.create(Jobs.pending()));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(timeout.multipliedBy(7).dividedBy(4));
        } finally {
            Signals.send("CONT", redis.pid());
        }
    }

    @Test
    void first_calls_to_a_redis_that_hangs_end_with_the_timeout() throws Exception {
        Signals.send("STOP", redis.pid());
        assertUnavailableInTime(() -> reader.find(Jobs.id()));
        assertUnavailableInTime(() -> create(Jobs.pending()));
        Signals.send("CONT", redis.pid());

        assertThat(eventually(() -> reader.find(Jobs.id()))).isEmpty();
    }

    @Test
    void many_calls_to_a_redis_that_hangs_end_with_the_timeout() throws Exception {
        List<Job> jobs = Stream.generate(Jobs::processing).limit(100).toList();
        jobs.forEach(writer::create);
        Signals.send("STOP", redis.pid());
        List<Supplier<?>> calls = new ArrayList<>();
        for (Job job : jobs) {
            calls.add(() -> reader.find(job.id()));
            calls.add(() -> create(Jobs.pending()));
        }
        try {
            inParallel(
                    calls.size(),
                    calls.stream()
                            .<Callable<Object>>map(call -> () -> {
                                assertUnavailableInTime(call);
                                return true;
                            })
                            .toList());
        } finally {
            Signals.send("CONT", redis.pid());
        }

        assertThat(eventually(() -> reader.find(jobs.get(0).id()))).contains(jobs.get(0));
    }

    @Test
    void store_finds_a_redis_that_was_killed_and_started_again() throws Exception {
        Job job = Jobs.processing();
        openConnections();

        Signals.send("KILL", redis.pid());
        redis.close();
        for (int i = 0; i < 20; i++) {
            assertUnavailableInTime(() -> reader.find(job.id()));
            assertUnavailableInTime(() -> create(job));
        }
        assertThat(store.answers()).isFalse();

        redis = RedisProcess.startOn(redis.port());

        assertThat(eventually(() -> reader.find(job.id()))).isEmpty();
        eventually(() -> create(job));
        assertThat(reader.find(job.id())).contains(job);
        assertThat(store.answers()).isTrue();
    }

    @Test
    void restart_between_two_calls_fails_no_read_and_at_most_one_write() throws Exception {
        openConnections();

        restart();
        assertThat(reader.find(Jobs.id())).isEmpty();

        openConnections();
        restart();
        int failed = 0;
        for (int i = 0; i < 20; i++) {
            try {
                writer.create(Jobs.pending());
            } catch (StoreUnavailableException stale) {
                failed++;
            }
        }
        assertThat(failed).isLessThanOrEqualTo(1);
    }

    @Test
    void store_finds_a_redis_that_starts_later() throws Exception {
        try (ClosedPort down = new ClosedPort();
                RedisStore early = RedisStore.connect(RedisUrl.parse("redis://127.0.0.1:" + down.port()), TIMEOUT)) {
            assertUnavailableInTime(() -> early.reader().find(Jobs.id()));

            try (RedisProcess late = RedisProcess.startOn(down.release())) {
                assertThat(late.port()).isEqualTo(down.port());
                assertThat(eventually(() -> early.reader().find(Jobs.id()))).isEmpty();
            }
        }
    }

    @Test
    void closed_store_fails_at_once() {
        store.close();

        assertUnavailableInTime(() -> reader.find(Jobs.id()));
        assertUnavailableInTime(() -> create(Jobs.pending()));
        assertThat(store.answers()).isFalse();
    }

    @Test
    void writer_loads_scripts_again_that_redis_has_forgotten() {
        Job job = Jobs.pending();
        writer.create(job);
        writer.advance(job.id(), JobStatus.PROCESSING);

        try (RedisClient raw = RedisClient.create("127.0.0.1", redis.port())) {
            raw.scriptFlush();
            assertThat(writer.advance(job.id(), JobStatus.COMPLETED)).isEqualTo(Verdict.applied(JobStatus.COMPLETED));
            raw.scriptFlush();
            writer.create(Jobs.pending());
            raw.scriptFlush();
            writer.storeImageUrls(Jobs.draft(), Jobs.imageUrls());
        }
    }

    private boolean create(Job job) {
        writer.create(job);
        return true;
    }

    private void restart() throws IOException {
        redis.close();
        redis = RedisProcess.startOn(redis.port());
    }

    /** Has the pools of readers and writers full of connections. */
    private void openConnections() throws Exception {
        inParallel(16, Collections.nCopies(128, () -> create(Jobs.pending())));
        inParallel(16, Collections.nCopies(128, () -> reader.find(Jobs.id())));
    }

    private static void assertUnavailableInTime(Supplier<?> request) {
        long start = System.nanoTime();
        assertUnavailable(request::get);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.plus(SLACK));
    }

    /** Returns the first answer; no other exception may come before it. */
    private static <R> R eventually(Supplier<R> request) {
        long start = System.nanoTime();
        while (true) {
            try {
                return request.get();
            } catch (StoreUnavailableException notYet) {
                if (System.nanoTime() - start > RECOVERED_WITHIN.toNanos()) {
                    throw notYet;
                }
                Thread.onSpinWait();
            }
        }
    }

    private static <R> void inParallel(int threads, List<? extends Callable<R>> calls) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        try {
            for (Future<R> call : callers.invokeAll(calls)) {
                call.get();
            }
        } finally {
            callers.shutdownNow();
        }
    }
}
