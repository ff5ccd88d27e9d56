package io.contentjobs.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.StoreUnavailableException;
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

final class FaultsTest {
    private final Faults faults = new Faults();

    @Test
    void error_reply_is_told_with_its_subject() {
        JedisDataException error = new JedisDataException("LOADING Redis is loading the dataset in memory");

        assertThat(faults.replied("job:a", error))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("job:a: Redis replied LOADING Redis is loading the dataset in memory")
                .hasCause(error);
    }

    @Test
    void each_kind_of_failure_is_logged_once_in_a_while() {
        try (LoggedLines log = new LoggedLines(Faults.class)) {
            for (int i = 0; i < 100; i++) {
                faults.thrown("job:" + i, new JedisConnectionException(new SocketTimeoutException("Read timed out")));
                faults.replied("job:" + i, new JedisDataException("LOADING …"));
                faults.outage("job:" + i, Exchange.TOO_SLOW, null);
                faults.thrown("job:" + i, new JedisConnectionException(new ConnectException("Connection refused")));
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
        List<RedisFailure> told = new ArrayList<>();
        try (LoggedLines log = new LoggedLines(Faults.class)) {
            Faults stopping = new Faults(listener(told));
            stopping.close();

            stopping.outage("job:a", Exchange.TOO_SLOW, null);
            stopping.timeout("job:a", "no Redis is found in time", null);
            stopping.overload("job:a");
            stopping.thrown("job:a", new JedisConnectionException("Broken pipe"));
            stopping.replied("job:a", new JedisDataException("LOADING"));
            stopping.pingFailed(null);
            stopping.pinged(false);
            stopping.pinged(true);

            assertThat(told).isEmpty();
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void refused_access_is_logged_even_in_an_outage_and_once_in_a_while() {
        try (LoggedLines log = new LoggedLines(Faults.class)) {
            faults.outage("job:a", "no reply in time", null);
            for (int i = 0; i < 100; i++) {
                faults.replied("job:" + i, new JedisAccessControlException("NOAUTH Authentication required."));
                faults.thrown("job:" + i, new JedisAccessControlException("WRONGPASS invalid"));
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
        try (LoggedLines log = new LoggedLines(Faults.class)) {
            faults.note(
                    new JedisDataException("ERR The user executing the script can't run this command or subcommand"));

            assertThat(log.lines()).singleElement().asString().startsWith("ERROR ");
        }
    }

    @Test
    void interruption_while_waiting_for_a_connection_interrupts_the_thread_again() {
        StoreUnavailableException thrown =
                faults.thrown("job:a", new JedisException("no connection", new InterruptedException()));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).hasMessage("job:a: interrupted");
    }

    @Test
    void interruption_in_a_read_of_its_own_is_no_outage() {
        try (LoggedLines log = new LoggedLines(Faults.class)) {
            Thread.currentThread().interrupt();
            StoreUnavailableException thrown =
                    faults.thrown("job:a", new JedisConnectionException(new SocketException("Closed by interrupt")));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(thrown).hasMessage("job:a: interrupted");
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void whatever_a_client_throws_is_the_store_s_fault() {
        RuntimeException garbled = new ArrayIndexOutOfBoundsException("1");

        assertThat(faults.thrown("job:a", garbled)).hasCause(garbled);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void what_is_translated_already_stays() {
        StoreUnavailableException already = new StoreUnavailableException("job:a", "away", null);

        assertThat(faults.thrown("job:b", already)).isSameAs(already);
    }

    @Test
    void each_fault_is_told_for_what_it_is() {
        List<RedisFailure> told = new ArrayList<>();
        Faults faults = new Faults(listener(told));

        faults.outage("job:a", Exchange.TOO_SLOW, null);
        faults.thrown("job:a", new JedisConnectionException(new SocketTimeoutException("Read timed out")));
        faults.thrown("job:a", connecting(new SocketTimeoutException("Connect timed out")));
        faults.notFound("job:a", new JedisException("slots", connecting(new SocketTimeoutException("x"))));
        faults.timeout("job:a", "no Redis is found in time", null);
        faults.thrown("job:a", new JedisException("no connection", new NoSuchElementException("Timeout waiting …")));
        faults.overload("job:a");
        faults.thrown("job:a", connecting(new ConnectException("Connection refused")));
        faults.thrown("job:a", new JedisConnectionException("Broken pipe"));
        faults.outage("job:a", "no Redis is found", null);
        faults.notFound("job:a", new JedisException("slots", new JedisAccessControlException("NOAUTH")));
        faults.thrown("job:a", new JedisAccessControlException("NOAUTH"));
        faults.replied("job:a", new JedisDataException("LOADING"));

        assertThat(told)
                .containsExactly(
                        RedisFailure.TIMED_OUT,
                        RedisFailure.TIMED_OUT,
                        RedisFailure.TIMED_OUT,
                        RedisFailure.TIMED_OUT,
                        RedisFailure.TIMED_OUT,
                        RedisFailure.TIMED_OUT,
                        RedisFailure.OVERLOADED,
                        RedisFailure.UNREACHABLE,
                        RedisFailure.UNREACHABLE,
                        RedisFailure.UNREACHABLE,
                        RedisFailure.REFUSED,
                        RedisFailure.REFUSED,
                        RedisFailure.REFUSED);
    }

    /** What Jedis throws where none of the addresses of a host can be connected to. */
    private static JedisConnectionException connecting(IOException why) {
        JedisConnectionException failure = new JedisConnectionException("Failed to connect to redis.example.com:6379.");
        failure.addSuppressed(why);
        return failure;
    }

    private static RedisListener listener(List<RedisFailure> told) {
        return new RedisListener() {
            @Override
            public void exchanged(int reads, long nanos) {}

            @Override
            public void failed(RedisFailure why) {
                told.add(why);
            }
        };
    }
}
