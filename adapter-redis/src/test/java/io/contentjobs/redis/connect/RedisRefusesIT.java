package io.contentjobs.redis.connect;

import static io.contentjobs.redis.testing.RealStore.writer;
import static io.contentjobs.redis.testing.StoreFailures.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.Verdict;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.testing.ClosedPort;
import io.contentjobs.redis.testing.LoggedLines;
import io.contentjobs.redis.testing.RealRedis;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisBusyException;
import redis.clients.jedis.exceptions.JedisException;

/** A real Redis that can be reached refuses. A refusal is never an absent job. */
final class RedisRefusesIT {
    private final LoggedLines log = new LoggedLines(RedisErrors.class);

    @AfterEach
    void endLog() {
        log.close();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"geheim, '', NOAUTH", "none, :geheim@, AUTH", "geheim, :falsch@, WRONGPASS"})
    void missing_superfluous_or_wrong_password_is_logged_without_the_password(
            String required, String credentials, String error) throws Exception {
        try (RealRedis redis = required == null ? new RealRedis() : new RealRedis("--requirepass", required);
                RedisStore store = redis.connect(credentials, "")) {
            assertRefused(error, () -> store.reader().find(Jobs.id()));
            assertRefused(error, () -> writer(store).advance(Jobs.id(), JobStatus.FAILED));
            assertRefused(error, () -> writer(store).storeError(Jobs.id(), "error"));
            assertThat(store.answers()).isFalse();
            assertThat(onlyLine()).startsWith("ERROR ").contains(error).doesNotContain("geheim", "falsch");
        }
    }

    @Test
    void long_command_without_a_password_is_logged() throws Exception {
        try (RealRedis redis = new RealRedis("--requirepass", "geheim");
                RedisStore store = redis.connect("", "")) {
            assertRefused("unauthenticated", () -> writer(store).create(Jobs.pending()));
            assertThat(onlyLine()).startsWith("ERROR ").contains("unauthenticated");
        }
    }

    @Test
    void store_uses_the_password_user_and_database_of_its_url() throws Exception {
        try (RealRedis redis = new RealRedis("--requirepass", "ge:he/im@ 한%");
                RedisStore third = redis.connect(":ge%3Ahe%2Fim%40%20%ED%95%9C%25@", "/3");
                RedisStore first = redis.connect("default:ge%3Ahe%2Fim%40%20%ED%95%9C%25@", "")) {
            Job job = Jobs.pending();
            writer(third).create(job);

            assertThat(third.reader().find(job.id())).contains(job);
            assertThat(first.reader().find(job.id())).isEmpty();
            assertThat(third.answers()).isTrue();
        }
    }

    @Test
    void database_that_does_not_exist_is_unavailable() throws Exception {
        try (RealRedis redis = new RealRedis();
                RedisStore store = redis.connect("", "/16")) {
            assertRefused("DB index is out of range", () -> store.reader().find(Jobs.id()));
        }
    }

    @Test
    void user_without_a_right_is_refused_and_the_refusal_is_logged_once() throws Exception {
        try (RealRedis redis = new RealRedis();
                RedisStore viewer = redis.connect("viewer:pw@", "");
                RedisStore stranger = redis.connect("stranger:pw@", "")) {
            redis.ask("ACL SETUSER viewer on >pw ~job:* ~content:image:* +@read +ping");
            redis.ask("ACL SETUSER stranger on >pw ~other:* +@all");
            Job job = Jobs.pending();
            redis.writer().create(job);

            assertThat(viewer.reader().find(job.id())).contains(job);
            assertRefused("NOPERM", () -> writer(viewer).advance(job.id(), JobStatus.FAILED));
            assertRefused("NOPERM", () -> writer(viewer).storeError(job.id(), "error"));
            assertRefused("NOPERM", () -> stranger.reader().find(job.id()));
            assertRefused("NOPERM", () -> stranger.reader().findError(job.id()));
            assertThat(log.lines()).hasSize(2).allMatch(line -> line.startsWith("ERROR ") && line.contains("NOPERM"));
        }
    }

    @Test
    void refused_read_of_a_status_is_logged_though_no_caller_gets_an_error() throws Exception {
        try (RealRedis redis = new RealRedis();
                RedisStore store = redis.connect("viewer:pw@", "")) {
            redis.ask("ACL SETUSER viewer on >pw ~job:* +hgetall +ping");

            assertThat(store.statuses().findStatuses(List.of(Jobs.id()))).isEmpty();
            assertThat(onlyLine()).startsWith("ERROR ").contains("NOPERM", "hget");
        }
    }

    @Test
    void full_memory_refuses_writes_and_serves_reads() throws Exception {
        try (RealRedis redis = new RealRedis("--maxmemory-policy", "noeviction")) {
            JobProgressRecorder worker = new JobProgressRecorder(redis.reader(), redis.writer());
            Job job = Jobs.processing();
            Job pending = Jobs.pending();
            redis.writer().create(job);
            redis.fixture().put(pending);

            redis.raw().configSet("maxmemory", "1");
            assertRefused("OOM", () -> worker.submit(Jobs.draft(), Jobs.TYPE));
            assertRefused("OOM", () -> worker.complete(job.id(), Jobs.imageUrls()));
            assertRefused("OOM", () -> worker.fail(job.id(), "error"));
            assertRefused("OOM", () -> worker.start(pending.id()));
            assertThat(redis.reader().find(job.id())).contains(job);
            assertThat(redis.reader().findImageUrls(Jobs.draftOf(job))).isEmpty();
            assertThat(redis.store().answers()).isTrue();

            redis.raw().configSet("maxmemory", "0");
            assertThat(worker.complete(job.id(), Jobs.imageUrls())).isEqualTo(Verdict.applied(JobStatus.COMPLETED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "no"})
    void replica_refuses_writes_and_without_its_master_serves_stale_reads_where_configured(String servesStale)
            throws Exception {
        try (ClosedPort noMaster = new ClosedPort();
                RealRedis redis = new RealRedis("--replica-serve-stale-data", servesStale)) {
            Job job = Jobs.pending();
            redis.writer().create(job);
            redis.ask("REPLICAOF 127.0.0.1 " + noMaster.port());

            if (servesStale.equals("yes")) {
                assertRefused("READONLY", () -> redis.writer().create(Jobs.pending()));
                assertRefused("READONLY", () -> redis.writer().advance(job.id(), JobStatus.FAILED));
                assertRefused("READONLY", () -> redis.writer().storeError(job.id(), "error"));
                assertThat(redis.reader().find(job.id())).contains(job);
            } else {
                assertRefused("MASTERDOWN", () -> redis.reader().find(Jobs.id()));
                assertThat(redis.store().answers()).isFalse();
            }
        }
    }

    @Test
    void redis_that_runs_a_long_script_is_unavailable() throws Exception {
        try (RealRedis redis = new RealRedis("--lua-time-limit", "1")) {
            String url = "redis://127.0.0.1:" + redis.port() + "?timeout=30000";
            Thread script = new Thread(() -> runForEver(url), "busy");
            script.start();
            try {
                Await.until("a busy Redis", () -> isBusy(redis.raw()));
                assertRefused("BUSY", () -> redis.reader().find(Jobs.id()));
                assertRefused("BUSY", () -> redis.writer().create(Jobs.pending()));
                assertThat(redis.store().answers()).isFalse();
            } finally {
                redis.raw().scriptKill();
                script.join(10_000);
            }
            assertThat(redis.reader().find(Jobs.id())).isEmpty();
        }
    }

    @Test
    void node_of_a_cluster_without_slots_is_unavailable() throws Exception {
        try (RealRedis redis = new RealRedis("--cluster-enabled", "yes")) {
            assertRefused("CLUSTERDOWN", () -> redis.reader().find(Jobs.id()));
            assertRefused("CLUSTERDOWN", () -> redis.writer().create(Jobs.pending()));
        }
    }

    private String onlyLine() {
        assertThat(log.lines()).hasSize(1);
        return log.lines().get(0);
    }

    private static void assertRefused(String reply, ThrowingCallable request) {
        assertUnavailable(request).hasMessageContaining(reply).hasMessageNotContainingAny("geheim", "falsch");
    }

    private static void runForEver(String url) {
        try (RedisClient client = RedisClient.create(url)) {
            client.eval("while true do end");
        } catch (JedisException killed) {
            assertThat(killed).isNotNull();
        }
    }

    private static boolean isBusy(RedisClient raw) {
        try {
            raw.ping();
            return false;
        } catch (JedisBusyException running) {
            return true;
        }
    }
}
