package io.contentjobs.redis.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.domain.Verdict;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.process.FreePort;
import io.contentjobs.redis.testing.LoggedLines;
import io.contentjobs.redis.testing.RealRedis;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisBusyException;
import redis.clients.jedis.exceptions.JedisException;

/** Each way in which a real Redis that can be reached says no. */
final class RedisRefusesIT {
    @Test
    void redis_that_wants_a_password_is_unavailable_without_it_and_says_so_in_the_log() throws IOException {
        try (RedisProcess redis = RedisProcess.start("--requirepass", "geheim");
                LoggedLines log = new LoggedLines(RedisErrors.class);
                RedisStore without = connect(redis, "")) {
            assertRefused("NOAUTH", () -> without.reader().find(Jobs.id()));
            assertRefused("NOAUTH", () -> writer(without).advance(Jobs.id(), JobStatus.FAILED));
            assertThat(without.answers()).isFalse();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR ")
                    .contains("NOAUTH");
        }
    }

    @Test
    void long_command_before_the_password_says_so_in_the_log_too() throws IOException {
        try (RedisProcess redis = RedisProcess.start("--requirepass", "geheim");
                LoggedLines log = new LoggedLines(RedisErrors.class);
                RedisStore without = connect(redis, "")) {
            assertRefused("unauthenticated", () -> writer(without).create(Jobs.pending()));
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR ")
                    .contains("unauthenticated");
        }
    }

    @Test
    void password_that_redis_does_not_want_says_so_in_the_log() throws IOException {
        try (RedisProcess redis = RedisProcess.start();
                LoggedLines log = new LoggedLines(RedisErrors.class);
                RedisStore with = connect(redis, ":geheim@")) {
            assertRefused("AUTH", () -> with.reader().find(Jobs.id()));
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR ")
                    .contains("AUTH");
        }
    }

    @Test
    void wrong_password_is_unavailable_and_in_no_message() throws IOException {
        try (RedisProcess redis = RedisProcess.start("--requirepass", "geheim");
                LoggedLines log = new LoggedLines(RedisErrors.class);
                RedisStore wrong = connect(redis, ":falsch@")) {
            assertRefused("WRONGPASS", () -> wrong.reader().find(Jobs.id()));
            assertRefused("WRONGPASS", () -> writer(wrong).storeError(Jobs.id(), "error"));
            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains("falsch"));
        }
    }

    @Test
    void right_password_user_and_database_are_used() throws IOException {
        try (RedisProcess redis = RedisProcess.start("--requirepass", "ge:he/im@ 한%");
                RedisStore third = connect(redis, ":ge%3Ahe%2Fim%40%20%ED%95%9C%25@", "/3");
                RedisStore first = connect(redis, "default:ge%3Ahe%2Fim%40%20%ED%95%9C%25@", "")) {
            Job job = Jobs.pending();
            writer(third).create(job);

            assertThat(third.reader().find(job.id())).contains(job);
            assertThat(first.reader().find(job.id())).isEmpty();
            assertThat(third.answers()).isTrue();
        }
    }

    @Test
    void database_that_is_not_there_is_unavailable() throws IOException {
        try (RedisProcess redis = RedisProcess.start();
                RedisStore store = connect(redis, "", "/16")) {
            assertRefused("DB index is out of range", () -> store.reader().find(Jobs.id()));
        }
    }

    @Test
    void user_who_may_only_read_cannot_write_and_who_may_nothing_finds_nothing_missing() throws IOException {
        try (RedisProcess redis = RedisProcess.start();
                RedisClient raw = raw(redis);
                LoggedLines log = new LoggedLines(RedisErrors.class);
                RedisStore admin = connect(redis, "");
                RedisStore readOnly = connect(redis, "viewer:pw@");
                RedisStore elsewhere = connect(redis, "stranger:pw@")) {
            tell(raw, Command.ACL, "SETUSER", "viewer", "on", ">pw", "~job:*", "~content:image:*", "+@read", "+ping");
            tell(raw, Command.ACL, "SETUSER", "stranger", "on", ">pw", "~other:*", "+@all");
            Job job = Jobs.pending();
            writer(admin).create(job);

            assertThat(readOnly.reader().find(job.id())).contains(job);
            assertRefused("NOPERM", () -> writer(readOnly).advance(job.id(), JobStatus.FAILED));
            assertRefused("NOPERM", () -> writer(readOnly).storeError(job.id(), "error"));
            assertRefused("NOPERM", () -> elsewhere.reader().find(job.id()));
            assertRefused("NOPERM", () -> elsewhere.reader().findError(job.id()));
            assertThat(log.lines()).hasSize(2).allMatch(line -> line.startsWith("ERROR ") && line.contains("NOPERM"));
        }
    }

    @Test
    void status_that_may_not_be_read_says_so_in_the_log_though_nobody_is_told() throws IOException {
        try (RedisProcess redis = RedisProcess.start();
                RedisClient raw = raw(redis);
                LoggedLines log = new LoggedLines(RedisErrors.class);
                RedisStore store = connect(redis, "viewer:pw@")) {
            tell(raw, Command.ACL, "SETUSER", "viewer", "on", ">pw", "~job:*", "+hgetall", "+ping");

            assertThat(store.statuses().findStatuses(List.of(Jobs.id()))).isEmpty();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR ")
                    .contains("NOPERM", "hget");
        }
    }

    @Test
    void full_memory_refuses_writers_while_readers_go_on() throws IOException {
        try (RedisProcess redis = RedisProcess.start("--maxmemory-policy", "noeviction");
                RedisClient raw = raw(redis);
                RedisStore store = connect(redis, "")) {
            JobProgressRecorder worker = new JobProgressRecorder(store.reader(), writer(store));
            Job job = Jobs.processing();
            writer(store).create(job);

            raw.configSet("maxmemory", "1");
            assertRefused("OOM", () -> worker.submit(Jobs.draft(), Jobs.TYPE));
            assertRefused("OOM", () -> worker.complete(job.id(), Jobs.imageUrls()));
            assertRefused("OOM", () -> worker.fail(job.id(), "error"));
            assertRefused("OOM", () -> worker.start(createdBefore(raw).id()));
            assertThat(store.reader().find(job.id())).contains(job);
            assertThat(store.reader().findImageUrls(Jobs.draftOf(job))).isEmpty();
            assertThat(store.answers()).isTrue();

            raw.configSet("maxmemory", "0");
            assertThat(worker.complete(job.id(), Jobs.imageUrls())).isEqualTo(Verdict.applied(JobStatus.COMPLETED));
        }
    }

    @Test
    void replica_refuses_writers() throws IOException {
        try (RedisProcess redis = RedisProcess.start();
                RedisClient raw = raw(redis);
                RedisStore store = connect(redis, "")) {
            Job job = Jobs.pending();
            writer(store).create(job);
            raw.configSet("replica-serve-stale-data", "yes");
            tell(raw, Command.REPLICAOF, "127.0.0.1", String.valueOf(FreePort.find()));

            assertRefused("READONLY", () -> writer(store).create(Jobs.pending()));
            assertRefused("READONLY", () -> writer(store).advance(job.id(), JobStatus.FAILED));
            assertRefused("READONLY", () -> writer(store).storeError(job.id(), "error"));
            assertThat(store.reader().find(job.id())).contains(job);
        }
    }

    @Test
    void replica_that_has_lost_its_master_finds_nothing_missing() throws IOException {
        try (RedisProcess redis = RedisProcess.start();
                RedisClient raw = raw(redis);
                RedisStore store = connect(redis, "")) {
            raw.configSet("replica-serve-stale-data", "no");
            tell(raw, Command.REPLICAOF, "127.0.0.1", String.valueOf(FreePort.find()));

            assertRefused("MASTERDOWN", () -> store.reader().find(Jobs.id()));
            assertThat(store.answers()).isFalse();
        }
    }

    @Test
    void busy_redis_finds_nothing_missing() throws Exception {
        try (RedisProcess redis = RedisProcess.start("--lua-time-limit", "1");
                RedisClient raw = raw(redis);
                RedisStore store = connect(redis, "")) {
            Thread script = new Thread(() -> runForEver(redis), "busy");
            script.start();
            try {
                awaitBusy(raw);
                assertRefused("BUSY", () -> store.reader().find(Jobs.id()));
                assertRefused("BUSY", () -> writer(store).create(Jobs.pending()));
                assertThat(store.answers()).isFalse();
            } finally {
                raw.scriptKill();
                script.join(10_000);
            }
            assertThat(store.reader().find(Jobs.id())).isEmpty();
        }
    }

    @Test
    void node_of_a_cluster_that_has_no_slots_finds_nothing_missing() throws IOException {
        try (RedisProcess redis = RedisProcess.start("--cluster-enabled", "yes");
                RedisStore store = connect(redis, "")) {
            assertRefused("CLUSTERDOWN", () -> store.reader().find(Jobs.id()));
            assertRefused("CLUSTERDOWN", () -> writer(store).create(Jobs.pending()));
        }
    }

    private static RedisStore connect(RedisProcess redis, String credentials) {
        return connect(redis, credentials, "");
    }

    private static RedisStore connect(RedisProcess redis, String credentials, String database) {
        RedisUrl url = RedisUrl.parse("redis://" + credentials + "127.0.0.1:" + redis.port() + database);
        return RedisStore.connect(url, RealRedis.TIMEOUT);
    }

    private static JobWriter writer(RedisStore store) {
        return store.writer(RealRedis.JOB_TTL, RealRedis.IMAGE_TTL);
    }

    private static RedisClient raw(RedisProcess redis) {
        return RedisClient.create("127.0.0.1", redis.port());
    }

    private static void tell(RedisClient raw, Command command, String... arguments) {
        raw.executeCommand(new CommandArguments(command).addObjects((Object[]) arguments));
    }

    /** Puts a job there that the writer under test could not. */
    private static Job createdBefore(RedisClient raw) {
        raw.configSet("maxmemory", "0");
        Job job = Jobs.pending();
        raw.hset("job:" + job.id(), "status", "PENDING");
        raw.configSet("maxmemory", "1");
        return job;
    }

    private static void assertRefused(String reply, ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(reply)
                .hasMessageNotContainingAny("geheim", "falsch");
    }

    private static void runForEver(RedisProcess redis) {
        try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + redis.port() + "?timeout=30000")) {
            client.eval("while true do end");
        } catch (JedisException killed) {
            assertThat(killed).isNotNull();
        }
    }

    private static void awaitBusy(RedisClient raw) {
        long start = System.nanoTime();
        while (!isBusy(raw)) {
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(10));
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
