package io.contentjobs.redis.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.testing.ClosedPort;
import io.contentjobs.redis.testing.Node;
import io.contentjobs.redis.testing.RedisProxy;
import io.contentjobs.redis.testing.TlsKeys;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tracked connection ends, or the server forgets what it tracks. */
final class LostHintsIT {
    private final JobId id = Jobs.id();
    private RedisProcess redis;
    private Node server;
    private HintedReader reader;

    @BeforeEach
    void start() throws IOException {
        redis = RedisProcess.start();
        server = new Node(redis, null);
        reader = new HintedReader(redis.url());
        reader.arm(id);
    }

    @AfterEach
    void stop() {
        reader.close();
        redis.close();
    }

    @Test
    void connection_that_is_killed_loses_all_hints_and_is_replaced() {
        kill(server);

        awaitLoss();
        assertHinted();
    }

    @Test
    void server_that_restarts_loses_all_hints_and_gives_new_ones() throws IOException {
        redis.close();
        awaitLoss();
        assertThat(reader.reads().findStatuses(List.of(id)).statuses()).isEmpty();
        assertThat(reader.live()).isEqualTo(Map.of(name(), false));

        redis = RedisProcess.startOn(redis.port());
        server = new Node(redis, null);

        assertHinted();
    }

    @Test
    void server_that_hangs_loses_all_hints_in_about_the_timeout() throws Exception {
        server.signal("STOP");
        try {
            awaitLoss();
            assertThat(reader.isHinted(id)).isFalse();
        } finally {
            server.signal("CONT");
        }

        assertHinted();
    }

    @Test
    void flushall_is_a_hint_for_all_jobs() {
        write();
        reader.arm(id);
        int before = reader.hints().forAll();

        server.ask("FLUSHALL");

        Await.until("a hint for all jobs", () -> reader.hints().forAll() > before);
        assertHinted();
    }

    @Test
    void server_that_gets_another_role_loses_all_hints() throws Exception {
        try (ClosedPort noMaster = new ClosedPort()) {
            server.ask("REPLICAOF", "127.0.0.1", Integer.toString(noMaster.port()));
            awaitLoss();
            reader.arm(id);
            int before = reader.hints().forAll();

            server.ask("REPLICAOF", "NO", "ONE");

            Await.until("a hint for all jobs", () -> reader.hints().forAll() > before);
            assertHinted();
        }
    }

    @Test
    void job_with_a_quoted_name_or_a_string_as_its_record_is_hinted() {
        server.ask("HSET", "job:" + id, "\"status\"", "\"PENDING\"");
        JobId string = Jobs.id();
        server.ask("SET", "job:" + string, "{\"status\":\"PENDING\"}");
        reader.arm(id);
        reader.arm(string);
        int before = reader.hints().of(id);

        server.ask("HSET", "job:" + id, "\"status\"", "\"FAILED\"");
        server.ask("SET", "job:" + string, "{\"status\":\"FAILED\"}");

        Await.until(
                "both hints",
                () -> reader.hints().of(id) > before && reader.hints().of(string) > 0);
    }

    @Test
    void database_and_password_of_the_url_count() {
        server.ask("CONFIG", "SET", "requirepass", "geheim");
        try (HintedReader third =
                new HintedReader(RedisUrl.parse("redis://:geheim@127.0.0.1:" + redis.port() + "/3"))) {
            third.arm(id);
            third.store().writer(Duration.ofHours(1), Duration.ofHours(1)).create(Jobs.pending(id));
            Await.until("a hint", () -> third.hints().of(id) > 0);
        }
    }

    /** Reads of a TLS socket time out between the probes, as those of a plain one do. */
    @Test
    void connection_with_tls_outlives_silence() throws Exception {
        try (TlsKeys keys = new TlsKeys("ip:127.0.0.1").trusted();
                RedisProxy proxy = RedisProxy.tls(redis.port(), keys);
                HintedReader silent = new HintedReader(RedisUrl.parse("rediss://127.0.0.1:" + proxy.port()))) {
            silent.arm(id);
            int before = hellos();
            Await.until("some probes of both readers", () -> hellos() >= before + 4);

            write();

            Await.until("a hint", () -> silent.hints().of(id) > 0);
            assertThat(silent.hints().forAll()).isZero();
        }
    }

    private int hellos() {
        return server.ask("INFO", "commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_hello:"))
                .mapToInt(line -> Integer.parseInt(line.replaceAll("cmdstat_hello:calls=(\\d+).*", "$1")))
                .sum();
    }

    @Test
    void listener_learns_of_live_connections_hints_and_reads_without_hints() {
        assertThat(reader.live()).isEqualTo(Map.of(name(), true));
        int hints = reader.hinted();
        write();
        Await.until("a counted hint", () -> reader.hinted() > hints);

        redis.close();
        awaitLoss();
        int before = reader.withoutHint();
        reader.reads().findStatuses(List.of(id, Jobs.id()));
        assertThat(reader.withoutHint()).isEqualTo(before + 2);

        reader.close();
        Await.until("the end", () -> reader.live().isEmpty());
    }

    @Test
    void closed_store_leaves_neither_a_connection_nor_a_thread() {
        try (HintedReader second = new HintedReader(redis.url())) {
            second.arm(id);
            reader.close();
            second.store().close();
        }

        Await.until("no connection", () -> server.plainClients() == 0);
        Await.until(
                "no thread",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("content-jobs-redis-hints")
                                || thread.getName().startsWith("content-jobs-redis-servers")));
        int before = reader.hints().total();
        write();
        assertThat(reader.reads().findStatuses(List.of(id)).hinted()).isEmpty();
        assertThat(reader.hints().total()).isEqualTo(before);
    }

    /** Cuts the tracked connections: the flag {@code t} in {@code CLIENT LIST}. */
    static void kill(Node server) {
        server.ask("CLIENT", "LIST")
                .lines()
                .filter(client -> client.matches(".* flags=[^ ]*t[^ ]* .*"))
                .forEach(client -> server.ask("CLIENT", "KILL", "ID", client.replaceAll("id=(\\d+) .*", "$1")));
    }

    private void awaitLoss() {
        Await.until("a hint for all jobs", () -> reader.hints().forAll() > 0);
    }

    private void assertHinted() {
        reader.arm(id);
        assertThat(reader.live()).isEqualTo(Map.of(name(), true));
        int before = reader.hints().of(id);
        write();
        Await.until("a hint", () -> reader.hints().of(id) > before);
    }

    private void write() {
        Job job = Jobs.pending(id);
        server.ask("HSET", "job:" + id, "status", job.status().name());
    }

    private String name() {
        return "127.0.0.1:" + redis.port();
    }
}
