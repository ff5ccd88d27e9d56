package io.contentjobs.redis.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.testing.LoggedLines;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

final class RedisErrorsTest {
    private final RedisErrors errors = new RedisErrors();

    @Test
    void error_reply_is_told_with_its_subject() {
        JedisDataException error = new JedisDataException("LOADING Redis is loading the dataset in memory");

        assertThat(errors.fromReply("job:a", error))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("job:a: Redis replied LOADING Redis is loading the dataset in memory")
                .hasCause(error);
    }

    @Test
    void each_kind_of_failure_is_logged_once_in_a_while() {
        try (LoggedLines log = new LoggedLines(RedisErrors.class)) {
            for (int i = 0; i < 100; i++) {
                errors.fromException(
                        "job:" + i, new JedisConnectionException(new SocketTimeoutException("Read timed out")));
                errors.fromReply("job:" + i, new JedisDataException("LOADING …"));
                errors.timedOut("job:" + i);
                errors.fromException(
                        "job:" + i, new JedisConnectionException(new ConnectException("Connection refused")));
            }

            assertThat(log.lines())
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("WARN ").contains("Read timed out"),
                            line -> assertThat(line).isEqualTo("WARN Redis cannot serve: LOADING …"),
                            line -> assertThat(line).startsWith("WARN ").contains("connection refused by"));
        }
    }

    @Test
    void closed_faults_are_neither_counted_nor_logged() {
        List<FailureKind> told = new ArrayList<>();
        try (LoggedLines log = new LoggedLines(RedisErrors.class)) {
            RedisErrors stopping = new RedisErrors(listener(told));
            stopping.close();

            stopping.timedOut("job:a");
            stopping.timedOut("job:a", "no Redis is found in time");
            stopping.overload("job:a");
            stopping.fromException("job:a", new JedisConnectionException("Broken pipe"));
            stopping.fromReply("job:a", new JedisDataException("LOADING"));
            stopping.pingFailed(null);
            stopping.pinged(false);
            stopping.pinged(true);

            assertThat(told).isEmpty();
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void refused_access_is_logged_even_in_an_outage_and_once_in_a_while() {
        try (LoggedLines log = new LoggedLines(RedisErrors.class)) {
            errors.unavailable("job:a", "no reply in time", null);
            for (int i = 0; i < 100; i++) {
                errors.fromReply("job:" + i, new JedisAccessControlException("NOAUTH Authentication required."));
                errors.fromException("job:" + i, new JedisAccessControlException("WRONGPASS invalid"));
            }

            assertThat(log.lines())
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("WARN "),
                            line -> assertThat(line).startsWith("ERROR ").contains("NOAUTH Authentication required."),
                            line -> assertThat(line).startsWith("ERROR ").contains("WRONGPASS"));
        }
    }

    @Test
    void refusal_of_a_command_in_a_script_is_one_of_access() {
        try (LoggedLines log = new LoggedLines(RedisErrors.class)) {
            errors.record(
                    new JedisDataException("ERR The user executing the script can't run this command or subcommand"));

            assertThat(log.lines()).singleElement().asString().startsWith("ERROR ");
        }
    }

    @Test
    void interruption_while_waiting_for_a_connection_interrupts_the_thread_again() {
        StoreUnavailableException thrown =
                errors.fromException("job:a", new JedisException("no connection", new InterruptedException()));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).hasMessage("job:a: interrupted");
    }

    @Test
    void interruption_in_a_read_of_its_own_is_no_outage() {
        try (LoggedLines log = new LoggedLines(RedisErrors.class)) {
            Thread.currentThread().interrupt();
            StoreUnavailableException thrown = errors.fromException(
                    "job:a", new JedisConnectionException(new SocketException("Closed by interrupt")));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(thrown).hasMessage("job:a: interrupted");
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void whatever_a_client_throws_is_the_store_s_fault() {
        RuntimeException garbled = new ArrayIndexOutOfBoundsException("1");

        assertThat(errors.fromException("job:a", garbled)).hasCause(garbled);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void what_is_translated_already_stays() {
        StoreUnavailableException already = new StoreUnavailableException("job:a", "away", null);

        assertThat(errors.fromException("job:b", already)).isSameAs(already);
    }

    @Test
    void each_fault_is_told_for_what_it_is() {
        List<FailureKind> told = new ArrayList<>();
        RedisErrors errors = new RedisErrors(listener(told));

        errors.timedOut("job:a");
        errors.fromException("job:a", new JedisConnectionException(new SocketTimeoutException("Read timed out")));
        errors.fromException("job:a", connecting(new SocketTimeoutException("Connect timed out")));
        errors.notFound("job:a", new JedisException("slots", connecting(new SocketTimeoutException("x"))));
        errors.timedOut("job:a", "no Redis is found in time");
        errors.fromException(
                "job:a", new JedisException("no connection", new NoSuchElementException("Timeout waiting …")));
        errors.overload("job:a");
        errors.fromException("job:a", connecting(new ConnectException("Connection refused")));
        errors.fromException("job:a", new JedisConnectionException("Broken pipe"));
        errors.unavailable("job:a", "no Redis is found", null);
        errors.notFound("job:a", new JedisException("slots", new JedisAccessControlException("NOAUTH")));
        errors.fromException("job:a", new JedisAccessControlException("NOAUTH"));
        errors.fromReply("job:a", new JedisDataException("LOADING"));

        assertThat(told)
                .containsExactly(
                        FailureKind.TIMED_OUT,
                        FailureKind.TIMED_OUT,
                        FailureKind.TIMED_OUT,
                        FailureKind.TIMED_OUT,
                        FailureKind.TIMED_OUT,
                        FailureKind.TIMED_OUT,
                        FailureKind.OVERLOADED,
                        FailureKind.UNREACHABLE,
                        FailureKind.UNREACHABLE,
                        FailureKind.UNREACHABLE,
                        FailureKind.REFUSED,
                        FailureKind.REFUSED,
                        FailureKind.REFUSED);
    }

    /** What Jedis throws where none of the addresses of a host can be connected to. */
    private static JedisConnectionException connecting(IOException why) {
        JedisConnectionException failure = new JedisConnectionException("Failed to connect to redis.example.com:6379.");
        failure.addSuppressed(why);
        return failure;
    }

    private static RedisEvents listener(List<FailureKind> told) {
        return new RedisEvents() {
            @Override
            public void batchCompleted(int reads, long nanos) {}

            @Override
            public void failed(FailureKind why) {
                told.add(why);
            }
        };
    }
}
