package io.contentjobs.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.StoreUnavailableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
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
    void outage_is_logged_once_in_a_while() {
        try (LoggedLines log = new LoggedLines(Faults.class)) {
            for (int i = 0; i < 100; i++) {
                faults.thrown("job:" + i, new JedisConnectionException(new SocketTimeoutException("Read timed out")));
                faults.replied("job:" + i, new JedisDataException("LOADING …"));
                faults.outage("job:" + i, "no reply in time", null);
            }

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARN ")
                    .contains("Read timed out");
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
                    .hasSize(2)
                    .anySatisfy(
                            line -> assertThat(line).startsWith("ERROR ").contains("NOAUTH Authentication required."));
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
        Faults faults = new Faults(new RedisListener() {
            @Override
            public void exchanged(int reads, long nanos) {}

            @Override
            public void failed(RedisFailure why) {
                told.add(why);
            }
        });

        faults.outage("job:a", Exchange.TOO_SLOW, null);
        faults.thrown("job:a", new JedisConnectionException(new SocketTimeoutException("Read timed out")));
        faults.overload("job:a");
        faults.thrown("job:a", new JedisConnectionException("Broken pipe"));
        faults.outage("job:a", "no Redis is found", null);
        faults.thrown("job:a", new JedisAccessControlException("NOAUTH"));
        faults.replied("job:a", new JedisDataException("LOADING"));

        assertThat(told)
                .containsExactly(
                        RedisFailure.TIMED_OUT,
                        RedisFailure.TIMED_OUT,
                        RedisFailure.OVERLOADED,
                        RedisFailure.UNREACHABLE,
                        RedisFailure.UNREACHABLE,
                        RedisFailure.REFUSED,
                        RedisFailure.REFUSED);
    }
}
