package io.contentjobs.redis.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobStatusReader.HintedStatuses;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.testing.LoggedLines;
import io.contentjobs.redis.testing.Node;
import io.contentjobs.redis.testing.ScriptedRedis;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that gives no hints: statuses are read as without hints, and the log says it once. */
final class NoHintsIT {
    private final JobId id = Jobs.id();
    private final LoggedLines log = new LoggedLines(TrackedServer.class);

    @AfterEach
    void endLog() {
        log.close();
    }

    @Test
    void user_without_the_permission_reads_without_hints() throws IOException {
        try (Node server = Node.start()) {
            server.ask("ACL", "SETUSER", "reader", "on", ">geheim", "~job:*", "+ping", "+hget", "+getrange");
            server.ask("HSET", "job:" + id, "status", "PENDING");

            assertReadsWithoutHints("reader:geheim@127.0.0.1:" + server.port());

            assertThat(onlyLine()).contains("NOPERM", "+client|tracking").doesNotContain("geheim");
        }
    }

    @Test
    void user_with_the_permission_of_the_manual_gets_hints() throws IOException {
        try (Node server = Node.start()) {
            server.ask("ACL", "SETUSER", "reader", "on", ">pw", "%R~job:*", "+hget", "+getrange", "+client|tracking");
            try (HintedReader reader =
                    new HintedReader(RedisUrl.parse("redis://reader:pw@127.0.0.1:" + server.port()))) {
                reader.arm(id);
                server.ask("HSET", "job:" + id, "status", "PENDING");
                Await.until("a hint", () -> reader.hints().of(id) > 0);
            }
            assertThat(server.ask("ACL", "LOG")).doesNotContain("tracking", "hello");
            assertThat(log.lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELLO", "CLIENT"})
    void server_that_does_not_know_a_command_reads_without_hints(String unknown) throws IOException {
        try (Node server = Node.start("--rename-command", unknown, "", "--requirepass", "geheim")) {
            try (HintedReader reader = reader(":geheim@127.0.0.1:" + server.port())) {
                assertWithoutHints(reader, Optional.empty());
            }
            assertThat(onlyLine()).contains("unknown command", unknown).doesNotContain("geheim");
        }
    }

    /** Such a proxy says OK to CLIENT TRACKING, and pushes nothing. */
    @Test
    void proxy_that_speaks_resp2_only_reads_without_hints() throws IOException {
        try (ScriptedRedis proxy = new ScriptedRedis(NoHintsIT::reply)) {
            assertReadsWithoutHints("127.0.0.1:" + proxy.port());

            assertThat(onlyLine()).contains("RESP3", "+client|tracking");
        }
    }

    @Test
    void refusal_that_repeats_the_password_is_not_logged() throws IOException {
        ScriptedRedis.Script script = (command, out) -> {
            if (command.get(0).equals("AUTH")) {
                String error = "-ERR unknown command `AUTH`, with args beginning with: `" + command.get(1) + "`\r\n";
                out.write(error.getBytes(UTF_8));
            } else {
                reply(command, out);
            }
        };
        try (ScriptedRedis proxy = new ScriptedRedis(script);
                HintedReader reader = reader(":geheim@127.0.0.1:" + proxy.port())) {
            assertThat(reader.isHinted(id)).isFalse();
            assertThat(onlyLine()).contains("refuses the login").doesNotContain("geheim");
        }
    }

    private static void reply(List<String> command, OutputStream out) throws IOException {
        out.write(
                command.get(0).equals("HGET")
                        ? ScriptedRedis.bulk(JobStatus.PENDING.name())
                        : "+OK\r\n".getBytes(UTF_8));
    }

    private static HintedReader reader(String address) {
        return new HintedReader(RedisUrl.parse("redis://" + address));
    }

    private void assertReadsWithoutHints(String address) {
        try (HintedReader reader = reader(address)) {
            assertWithoutHints(reader, Optional.of(JobStatus.PENDING));
        }
    }

    private void assertWithoutHints(HintedReader reader, Optional<JobStatus> status) {
        HintedStatuses expected = new HintedStatuses(Map.of(id, status), Set.of());
        assertThat(reader.reads().findStatuses(List.of(id))).isEqualTo(expected);
        onlyLine();
        assertThat(reader.reads().findStatuses(List.of(id))).isEqualTo(expected);
        assertThat(reader.live()).hasSize(1).doesNotContainValue(true);
        assertThat(reader.hints().total()).isZero();
    }

    private String onlyLine() {
        Await.until("a line", () -> !log.lines().isEmpty());
        assertThat(log.lines()).hasSize(1);
        return log.lines().get(0);
    }
}
