package io.contentjobs.redis.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.redis.OwnClients;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.connect.ClientSource;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.testing.ScriptedRedis;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** Nodes that do not say where they are: on 127.0.0.2, where a client that guesses 127.0.0.1 does not find them. */
final class ClusterSlotsTest {
    private static final String HERE = "127.0.0.2";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private ScriptedRedis node;
    private volatile String slots = "*0\r\n";
    private volatile String moved = "";

    @BeforeEach
    void start() throws IOException {
        node = new ScriptedRedis(InetAddress.getByName(HERE), this::reply);
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(
            nullValues = "none",
            value = {
                "'$-1|', none",
                "'$0||', none",
                "'_|', none",
                "'$1|?|', none",
                "'$1|?|', '*0|'",
                "'$1|?|', '*2|$2|ip|$0||'",
                "'$1|?|', '*2|$2|ip|$9|127.0.0.2|'",
                "'$1|?|', '*4|$8|hostname|$9|some.host|$2|ip|$9|127.0.0.2|'",
                "'$-1|', '*2|$2|ip|$9|192.0.2.1|'",
                "'$9|127.0.0.2|', '*2|$2|ip|$9|192.0.2.1|'"
            })
    void node_without_a_host_is_the_one_that_was_asked(String host, @Nullable String metadata) {
        slots = "*1\r\n*3\r\n:0\r\n:16383\r\n" + node(host, metadata);

        assertReads();
    }

    @ParameterizedTest
    @CsvSource({"''", "?"})
    void redirection_without_a_host_leads_to_the_same_host(String host) throws IOException {
        try (ScriptedRedis other = new ScriptedRedis(
                InetAddress.getByName(HERE),
                (command, out) ->
                        out.write(ScriptedRedis.bulk(command.get(0).equals("GET") ? "from the other" : "OK")))) {
            slots = "*1\r\n*3\r\n:0\r\n:16383\r\n" + node("$-1|", null);
            moved = "-MOVED 12539 " + host + ":" + other.port() + "\r\n";
            try (ClientSource clients = connect()) {
                assertThat(get(clients.get("key"))).isEqualTo("from the other");
            }
            moved = "-ASK 12539 " + host + ":" + other.port() + "\r\n";
            try (ClientSource clients = connect()) {
                assertThat(get(clients.get("key"))).isEqualTo("from the other");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"'*1|*1|:0|'", "'$2|no|'", "'*1|*3|:0|:16383|*0|'", "'*0|'", "'*1|*3|:0|:16383|*2|:1|:2|'"})
    void reply_of_another_shape_is_an_error_of_jedis(String reply) {
        slots = lines(reply);

        try (ClientSource clients = connect()) {
            assertThatThrownBy(() -> clients.get("key")).hasCauseInstanceOf(JedisException.class);
        }
    }

    private void assertReads() {
        try (ClientSource clients = connect()) {
            UnifiedJedis client = clients.get("key");
            assertThat(get(client)).isEqualTo("value");
            assertThat(((ClusterClient) client).pools().pools().keySet())
                    .singleElement()
                    .isEqualTo(HERE + ":" + node.port());
        }
    }

    private ClientSource connect() {
        return OwnClients.of(RedisUrl.parse("redis-cluster://" + HERE + ":" + node.port()), new RedisErrors(), TIMEOUT);
    }

    private static String get(UnifiedJedis client) {
        return new String((byte[]) client.executeCommand(new CommandArguments(Command.GET).key("key")), UTF_8);
    }

    private String node(String host, @Nullable String metadata) {
        String start = (metadata == null ? "*2|" : "*4|") + host + ":" + node.port() + "|";
        return lines(metadata == null ? start : start + "$2|id|" + metadata);
    }

    private static String lines(String text) {
        return text.replace("|", "\r\n");
    }

    private void reply(List<String> command, OutputStream out) throws IOException {
        String reply = switch (command.get(0)) {
            case "CLUSTER" ->
                command.get(1).equals("SLOTS")
                        ? slots
                        : new String(ScriptedRedis.bulk("cluster_state:ok\r\ncluster_current_epoch:1\r\n"), UTF_8);
            case "GET" -> moved.isEmpty() ? "$5\r\nvalue\r\n" : moved;
            default -> "+OK\r\n";
        };
        out.write(reply.getBytes(UTF_8));
    }
}
