package io.contentjobs.redis.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.RedisFailure;
import io.contentjobs.redis.RedisListener;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.process.FreePort;
import io.contentjobs.redis.testing.Await;
import io.contentjobs.redis.testing.LoggedLines;
import io.contentjobs.redis.testing.ScriptedRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

/** What the log says of a Redis that cannot be asked, and of the PINGs that find out. */
final class OutageLogIT implements RedisListener {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Queue<RedisFailure> failures = new ConcurrentLinkedQueue<>();

    @Override
    public void exchanged(int count, long duration) {}

    @Override
    public void failed(RedisFailure why) {
        failures.add(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-NOAUTH Authentication required.",
                "-NOPERM this user has no permissions to run the 'ping' command",
                "-MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
                "-LOADING Redis is loading the dataset in memory",
                "-ERR max number of clients reached",
                "+PANG"
            })
    void ping_that_redis_refuses_is_counted_each_time_and_logged_once(String reply) throws Exception {
        try (ScriptedRedis redis = new ScriptedRedis((command, out) ->
                        out.write((command.get(0).equals("PING") ? reply + "\r\n" : "+OK\r\n").getBytes(UTF_8)));
                LoggedLines log = new LoggedLines(RedisErrors.class);
                RedisStore store = connect("redis://127.0.0.1:" + redis.port(), LONG)) {
            for (int i = 0; i < 3; i++) {
                assertThat(store.answers()).isFalse();
            }

            assertThat(failures).hasSize(3);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .matches("(WARN|ERROR) Redis .* \\(127\\.0\\.0\\.1:" + redis.port() + "\\)");
        }
    }

    @Test
    void user_who_may_not_ping_is_told_of() throws Exception {
        try (RedisProcess redis = RedisProcess.start();
                RedisClient raw = RedisClient.create("redis://127.0.0.1:" + redis.port());
                LoggedLines log = new LoggedLines(RedisErrors.class);
                RedisStore store = connect("redis://viewer:pw@127.0.0.1:" + redis.port(), LONG)) {
            raw.executeCommand(new CommandArguments(Command.ACL)
                    .addObjects("SETUSER", "viewer", "on", ">pw", "~job:*", "+hgetall", "+client"));

            assertThat(store.answers()).isFalse();

            assertThat(failures).containsExactly(RedisFailure.REFUSED);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR ")
                    .contains("NOPERM", "ping");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"redis://127.0.0.1:%d", "redis-sentinel://127.0.0.1:%d/mymaster", "redis-cluster://127.0.0.1:%d"
            })
    void server_that_refuses_the_password_is_told_of(String url) throws Exception {
        try (ScriptedRedis redis = new ScriptedRedis(
                        (command, out) -> out.write("-WRONGPASS invalid username-password pair\r\n".getBytes(UTF_8)));
                LoggedLines log = new LoggedLines(RedisErrors.class);
                RedisStore store = connect(url.formatted(redis.port()), LONG)) {
            assertThat(store.answers()).isFalse();

            assertThat(failures).containsExactly(RedisFailure.REFUSED);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR ")
                    .contains("WRONGPASS", "127.0.0.1:" + redis.port());
        }
    }

    @Test
    void time_that_runs_out_is_logged_with_the_host() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                LoggedLines log = new LoggedLines(RedisErrors.class);
                RedisStore store = connect("redis://127.0.0.1:" + silent.getLocalPort(), Duration.ofMillis(200))) {
            assertThatThrownBy(() -> store.reader().find(Jobs.id())).isInstanceOf(StoreUnavailableException.class);

            Await.until("a line", () -> !log.lines().isEmpty());
            assertThat(log.lines()).first().asString().contains("127.0.0.1:" + silent.getLocalPort());
        }
    }

    @Test
    void outage_has_a_beginning_and_an_end() throws Exception {
        int port = FreePort.find();
        try (LoggedLines log = new LoggedLines(RedisErrors.class);
                RedisStore store = connect("redis://127.0.0.1:" + port, LONG)) {
            assertThat(store.answers()).isFalse();
            assertThat(store.answers()).isFalse();
            try (RedisProcess redis = RedisProcess.startOn(port)) {
                Await.until("an answer", store::answers);
                assertThat(redis.port()).isEqualTo(port);
            }

            assertThat(log.lines())
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .isEqualTo(
                                            "WARN Redis could not be asked: connection refused by 127.0.0.1:" + port),
                            line -> assertThat(line).matches("INFO Redis answers again after \\d+\\.\\d s"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://nosuch.invalid:6379",
                "rediss://nosuch.invalid:6379",
                "redis-sentinel://nosuch.invalid:26379/mymaster",
                "redis-cluster://nosuch.invalid:7000"
            })
    void host_that_nobody_knows_is_named(String url) throws Exception {
        try (LoggedLines log = new LoggedLines(RedisErrors.class);
                RedisStore store = connect(url, LONG)) {
            assertThatThrownBy(() -> store.reader().find(Jobs.id())).isInstanceOf(StoreUnavailableException.class);

            Await.until("a line", () -> !log.lines().isEmpty());
            assertThat(log.lines()).singleElement().asString().contains("unknown host nosuch.invalid");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"redis://127.0.0.1:%d", "redis-sentinel://127.0.0.1:%d/mymaster", "redis-cluster://127.0.0.1:%d"
            })
    void port_that_nobody_listens_on_is_named(String url) throws Exception {
        int port = FreePort.find();
        try (LoggedLines log = new LoggedLines(RedisErrors.class);
                RedisStore store = connect(url.formatted(port), LONG)) {
            assertThatThrownBy(() -> store.reader().find(Jobs.id())).isInstanceOf(StoreUnavailableException.class);

            Await.until("a line", () -> !log.lines().isEmpty());
            assertThat(log.lines()).singleElement().asString().contains("connection refused by 127.0.0.1:" + port);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"redis-sentinel://127.0.0.1:%d/mymaster", "redis-cluster://127.0.0.1:%d", "redis://127.0.0.1:%d"
            })
    void time_that_runs_out_before_the_first_connection_is_counted_as_a_time_out(String url) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                RedisStore store = connect(url.formatted(silent.getLocalPort()), Duration.ofMillis(200))) {
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(() -> store.reader().find(Jobs.id())).isInstanceOf(StoreUnavailableException.class);
            }

            assertThat(failures).isNotEmpty().containsOnly(RedisFailure.TIMED_OUT);
        }
    }

    @Test
    void too_many_clients_are_told_as_redis_tells_it() throws Exception {
        try (RedisProcess redis = RedisProcess.start("--maxclients", "1");
                LoggedLines log = new LoggedLines(RedisErrors.class);
                Socket only = new Socket(InetAddress.getLoopbackAddress(), redis.port());
                RedisStore store = connect("redis://127.0.0.1:" + redis.port(), LONG)) {
            only.getOutputStream().write("PING\r\n".getBytes(UTF_8));
            assertThat(only.getInputStream().read()).isEqualTo('+');

            assertThat(store.answers()).isFalse();

            Await.until("a line", () -> !log.lines().isEmpty());
            assertThat(log.lines()).first().asString().contains("ERR max number of clients reached");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-DENIED Redis is running in protected mode", "-ERR max number of clients reached"})
    void what_redis_says_before_it_hangs_up_is_told_though_the_client_wrote_meanwhile(String said) throws Exception {
        try (HangingUp redis = new HangingUp(said + "\r\n");
                LoggedLines log = new LoggedLines(RedisErrors.class);
                RedisStore store = connect("redis://127.0.0.1:" + redis.port(), LONG)) {
            assertThat(store.answers()).isFalse();

            Await.until("a line", () -> !log.lines().isEmpty());
            assertThat(log.lines()).first().asString().contains(said.substring(1));
        }
    }

    @Test
    void likely_causes_are_named_where_redis_hangs_up_without_a_word() throws Exception {
        try (HangingUp redis = new HangingUp("");
                LoggedLines log = new LoggedLines(RedisErrors.class);
                RedisStore store = connect("redis://127.0.0.1:" + redis.port(), LONG)) {
            assertThat(store.answers()).isFalse();

            Await.until("a line", () -> !log.lines().isEmpty());
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("127.0.0.1:" + redis.port(), "maxclients", "protected mode", "TLS", "certificate");
        }
    }

    @Test
    void store_that_is_closed_counts_no_outage() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                LoggedLines log = new LoggedLines(RedisErrors.class)) {
            RedisStore store = connect("redis://127.0.0.1:" + silent.getLocalPort(), LONG);
            Thread waiting = new Thread(store::answers);
            waiting.start();
            try (Socket accepted = silent.accept()) {
                store.close();
                waiting.join();
                assertThat(accepted.isConnected()).isTrue();
            }

            assertThat(store.answers()).isFalse();
            assertThat(failures).isEmpty();
            assertThat(log.lines()).isEmpty();
        }
    }

    private RedisStore connect(String url, Duration timeout) {
        return RedisStore.connect(RedisUrl.parse(url), timeout, this);
    }

    /** Says something to each client as soon as it connects, and ends the connection. */
    private static final class HangingUp implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final byte[] said;

        HangingUp(String said) throws IOException {
            this.said = said.getBytes(UTF_8);
            Thread thread = new Thread(this::serve);
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return server.getLocalPort();
        }

        private void serve() {
            try {
                while (true) {
                    Socket socket = server.accept();
                    socket.getOutputStream().write(said);
                    socket.close();
                }
            } catch (IOException closed) {
                return;
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
