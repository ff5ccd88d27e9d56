package io.contentjobs.redis.connect;

import static io.contentjobs.redis.testing.StoreFailures.assertUnavailable;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.redis.RedisFailure;
import io.contentjobs.redis.RedisListener;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.testing.ClosedPort;
import io.contentjobs.redis.testing.GreetingServer;
import io.contentjobs.redis.testing.LoggedLines;
import io.contentjobs.redis.testing.RealRedis;
import io.contentjobs.redis.testing.ScriptedRedis;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the log and the listener are told of a Redis that does not serve. */
final class OutageIT implements RedisListener {
    private static final Duration SHORT = Duration.ofMillis(200);

    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();
    private final Queue<RedisFailure> failures = new ConcurrentLinkedQueue<>();
    private final LoggedLines log = new LoggedLines(RedisErrors.class);

    @AfterEach
    void endLog() {
        log.close();
    }

    @Override
    public void batchCompleted(int count, long duration) {
        reads.addAndGet(count);
        nanos.addAndGet(duration);
    }

    @Override
    public void failed(RedisFailure why) {
        failures.add(why);
    }

    @Test
    void listener_is_told_of_each_read_that_redis_answers() throws Exception {
        try (RedisProcess redis = RedisProcess.start();
                RedisStore store = connect("redis", redis.port())) {
            assertThat(store.reader().find(Jobs.id())).isEmpty();
            assertThat(store.reader().find(Jobs.id())).isEmpty();

            Await.until("two reads", () -> reads.get() == 2 && store.waitingReads() == 0);
            assertThat(nanos).hasPositiveValue();
            assertThat(failures).isEmpty();
        }
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
    void each_refused_ping_is_counted_and_the_first_is_logged(String reply) throws Exception {
        try (ScriptedRedis redis = new ScriptedRedis((command, out) ->
                        out.write((command.get(0).equals("PING") ? reply + "\r\n" : "+OK\r\n").getBytes(UTF_8)));
                RedisStore store = connect("redis", redis.port())) {
            for (int i = 0; i < 3; i++) {
                assertThat(store.answers()).isFalse();
            }

            assertThat(failures).hasSize(3);
            assertThat(onlyLine()).matches("(WARN|ERROR) Redis .* \\(127\\.0\\.0\\.1:" + redis.port() + "\\)");
        }
    }

    @Test
    void user_without_the_right_to_ping_is_refused() throws Exception {
        try (RealRedis redis = new RealRedis()) {
            redis.ask("ACL SETUSER viewer on >pw ~job:* +hgetall +client");
            try (RedisStore store = connect("redis://viewer:pw@127.0.0.1:" + redis.port())) {
                assertThat(store.answers()).isFalse();
            }
        }
        assertThat(failures).containsExactly(RedisFailure.REFUSED);
        assertThat(onlyLine()).startsWith("ERROR ").contains("NOPERM", "ping");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis", "redis-sentinel", "redis-cluster"})
    void wrong_password_is_refused(String scheme) throws Exception {
        try (ScriptedRedis redis = new ScriptedRedis(
                        (command, out) -> out.write("-WRONGPASS invalid username-password pair\r\n".getBytes(UTF_8)));
                RedisStore store = connect(scheme, redis.port())) {
            assertThat(store.answers()).isFalse();

            assertThat(failures).containsExactly(RedisFailure.REFUSED);
            assertThat(onlyLine()).startsWith("ERROR ").contains("WRONGPASS", "127.0.0.1:" + redis.port());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis", "redis-sentinel", "redis-cluster"})
    void silent_redis_is_a_timeout(String scheme) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                RedisStore store = connect(url(scheme, silent.getLocalPort()), SHORT)) {
            for (int i = 0; i < 10; i++) {
                assertUnavailable(() -> store.reader().find(Jobs.id()));
            }

            assertThat(failures).isNotEmpty().containsOnly(RedisFailure.TIMED_OUT);
            assertThat(reads).hasValue(0);
            if (scheme.equals("redis")) {
                assertThat(firstLine()).contains("127.0.0.1:" + silent.getLocalPort());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "redis://nosuch.invalid:6379, unknown host nosuch.invalid",
        "rediss://nosuch.invalid:6379, unknown host nosuch.invalid",
        "redis-sentinel://nosuch.invalid:26379/mymaster, unknown host nosuch.invalid",
        "redis-cluster://nosuch.invalid:7000, unknown host nosuch.invalid",
        "redis://127.0.0.1:%d, connection refused by 127.0.0.1:%d",
        "redis-sentinel://127.0.0.1:%d/mymaster, connection refused by 127.0.0.1:%d",
        "redis-cluster://127.0.0.1:%d, connection refused by 127.0.0.1:%d"
    })
    void unreachable_host_is_named(String url, String reason) throws Exception {
        try (ClosedPort down = new ClosedPort();
                RedisStore store = connect(url.formatted(down.port()))) {
            assertUnavailable(() -> store.reader().find(Jobs.id()));

            assertThat(firstLine()).contains(reason.formatted(down.port()));
            assertThat(log.lines()).hasSize(1);
            assertThat(failures).isNotEmpty().containsOnly(RedisFailure.UNREACHABLE);
        }
    }

    @Test
    void begin_and_end_of_an_outage_are_logged() throws Exception {
        try (ClosedPort down = new ClosedPort();
                RedisStore store = connect("redis", down.port())) {
            assertThat(store.answers()).isFalse();
            assertThat(store.answers()).isFalse();
            try (RedisProcess redis = RedisProcess.startOn(down.release())) {
                Await.until("an answer", store::answers);
                assertThat(redis.port()).isEqualTo(down.port());
            }

            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().get(0))
                    .isEqualTo("WARN Redis could not be asked: connection refused by 127.0.0.1:" + down.port());
            assertThat(log.lines().get(1)).matches("INFO Redis answers again after \\d+\\.\\d s");
        }
    }

    @Test
    void reply_of_a_redis_with_too_many_clients_is_logged() throws Exception {
        try (RedisProcess redis = RedisProcess.start("--maxclients", "1");
                Socket only = new Socket(InetAddress.getLoopbackAddress(), redis.port());
                RedisStore store = connect("redis", redis.port())) {
            only.getOutputStream().write("PING\r\n".getBytes(UTF_8));
            assertThat(only.getInputStream().read()).isEqualTo('+');

            assertThat(store.answers()).isFalse();

            assertThat(firstLine()).contains("ERR max number of clients reached");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-DENIED Redis is running in protected mode", "-ERR max number of clients reached"})
    void last_error_of_redis_is_logged_although_the_client_has_written_meanwhile(String said) throws Exception {
        try (GreetingServer redis = new GreetingServer(0, said + "\r\n");
                RedisStore store = connect("redis", redis.port())) {
            assertThat(store.answers()).isFalse();

            assertThat(firstLine()).contains(said.substring(1));
        }
    }

    @Test
    void likely_causes_are_logged_if_redis_closes_the_connection_without_a_reply() throws Exception {
        try (GreetingServer redis = new GreetingServer(0, "");
                RedisStore store = connect("redis", redis.port())) {
            assertThat(store.answers()).isFalse();

            assertThat(firstLine())
                    .contains("127.0.0.1:" + redis.port(), "maxclients", "protected mode", "TLS", "certificate");
            assertThat(log.lines()).hasSize(1);
        }
    }

    @Test
    void closed_store_counts_and_logs_no_outage() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            RedisStore store = connect("redis", silent.getLocalPort());
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

    private String onlyLine() {
        assertThat(log.lines()).hasSize(1);
        return log.lines().get(0);
    }

    private String firstLine() throws InterruptedException {
        Await.until("a line", () -> !log.lines().isEmpty());
        return log.lines().get(0);
    }

    private RedisStore connect(String scheme, int port) {
        return connect(url(scheme, port));
    }

    private RedisStore connect(String url) {
        return connect(url, Duration.ofSeconds(30));
    }

    private RedisStore connect(String url, Duration timeout) {
        return RedisStore.connect(RedisUrl.parse(url), timeout, this);
    }

    private static String url(String scheme, int port) {
        return scheme + "://127.0.0.1:" + port + (scheme.equals("redis-sentinel") ? "/mymaster" : "");
    }
}
