package io.contentjobs.redis.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.contentjobs.redis.process.FreePort;
import io.contentjobs.redis.testing.RealRedis;
import io.contentjobs.redis.testing.Signals;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

@Tag("full")
final class RedisOutageIT {
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    /** Far less than anybody would call hanging; machines that build are slow at times. */
    private static final Duration A_LITTLE = Duration.ofSeconds(4);

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
        writer = store.writer(RealRedis.JOB_TTL, RealRedis.IMAGE_TTL);
    }

    @AfterEach
    void stop() {
        store.close();
        redis.close();
    }

    @Test
    void redis_that_hangs_is_waited_for_no_longer_than_the_time_out() throws Exception {
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
    void writer_waits_for_one_time_out_and_not_for_a_second_one() throws Exception {
        Duration timeout = Duration.ofSeconds(4);
        try (RedisStore patient = RedisStore.connect(redis.url(), timeout)) {
            JobWriter patientWriter = patient.writer(RealRedis.JOB_TTL, RealRedis.IMAGE_TTL);
            patientWriter.create(Jobs.pending());
            Signals.send("STOP", redis.pid());

            long start = System.nanoTime();
            assertThatThrownBy(() -> patientWriter.create(Jobs.pending()))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(timeout.multipliedBy(7).dividedBy(4));
        } finally {
            Signals.send("CONT", redis.pid());
        }
    }

    @Test
    void redis_that_hangs_from_the_beginning_is_waited_for_no_longer_either() throws Exception {
        Signals.send("STOP", redis.pid());
        assertUnavailableInTime(() -> reader.find(Jobs.id()));
        assertUnavailableInTime(() -> create(Jobs.pending()));
        Signals.send("CONT", redis.pid());

        assertThat(eventually(() -> reader.find(Jobs.id()))).isEmpty();
    }

    @Test
    void many_callers_of_a_redis_that_hangs_wait_no_longer_than_one() throws Exception {
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            jobs.add(Jobs.processing());
            writer.create(jobs.get(i));
        }
        Signals.send("STOP", redis.pid());
        ExecutorService callers = Executors.newFixedThreadPool(2 * jobs.size());
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (Job job : jobs) {
                calls.add(callers.submit(() -> assertUnavailableInTime(() -> reader.find(job.id()))));
                calls.add(callers.submit(() -> assertUnavailableInTime(() -> create(Jobs.pending()))));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        } finally {
            callers.shutdownNow();
            Signals.send("CONT", redis.pid());
        }

        assertThat(eventually(() -> reader.find(jobs.get(0).id()))).contains(jobs.get(0));
    }

    @Test
    void redis_that_is_killed_and_restarted_is_found_again() throws Exception {
        Job job = Jobs.processing();
        inParallel(16, () -> create(Jobs.pending()));
        inParallel(16, () -> reader.find(job.id()));

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
    void restart_between_two_requests_costs_readers_nothing() throws Exception {
        assertThat(reader.find(Jobs.id())).isEmpty();
        inParallel(16, () -> reader.find(Jobs.id()));

        redis.close();
        redis = RedisProcess.startOn(redis.port());

        assertThat(reader.find(Jobs.id())).isEmpty();
    }

    @Test
    void restart_between_two_requests_fails_one_writer_at_the_most() throws Exception {
        inParallel(16, () -> create(Jobs.pending()));

        redis.close();
        redis = RedisProcess.startOn(redis.port());

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
    void redis_that_starts_after_the_store_is_found() throws Exception {
        int port = FreePort.find();
        try (RedisStore early = RedisStore.connect(RedisUrl.parse("redis://127.0.0.1:" + port), TIMEOUT)) {
            assertUnavailableInTime(() -> early.reader().find(Jobs.id()));

            try (RedisProcess late = RedisProcess.startOn(port)) {
                assertThat(late.port()).isEqualTo(port);
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
    void scripts_that_redis_has_forgotten_are_told_again() throws Exception {
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

    private static void assertUnavailableInTime(Supplier<?> request) {
        long start = System.nanoTime();
        assertThatThrownBy(request::get).isInstanceOf(StoreUnavailableException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.plus(A_LITTLE));
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

    private static void inParallel(int threads, Supplier<?> request) throws InterruptedException, ExecutionException {
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < threads * 8; i++) {
                calls.add(callers.submit(request::get));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        } finally {
            callers.shutdownNow();
        }
    }
}
