package io.contentjobs.redis.connect;

import static io.contentjobs.redis.connect.FailureKind.OVERLOADED;
import static io.contentjobs.redis.connect.FailureKind.REFUSED;
import static io.contentjobs.redis.connect.FailureKind.TIMED_OUT;
import static io.contentjobs.redis.connect.FailureKind.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.testing.LoggedLines;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

final class RedisErrorsTest {
    private final RecordedFailures failures = new RecordedFailures();
    private final RedisErrors errors = new RedisErrors(failures);
    private final LoggedLines log = new LoggedLines(RedisErrors.class);

    @AfterEach
    void endLog() {
        log.close();
    }

    static Stream<Arguments> failureKinds() {
        JedisException slots = new JedisException("slots", connecting(new SocketTimeoutException("x")));
        JedisException pool = new JedisException("no connection", new NoSuchElementException("Timeout waiting …"));
        return Stream.of(
                kind("no reply", TIMED_OUT, errors -> errors.timedOut("a")),
                kind("no reply, with a reason", TIMED_OUT, errors -> errors.timedOut("a", "no Redis is found in time")),
                kind("read time-out", TIMED_OUT, errors -> errors.fromException("a", read())),
                kind("connect time-out", TIMED_OUT, errors -> errors.fromException("a", connecting(timeout()))),
                kind("slots time-out", TIMED_OUT, errors -> errors.notFound("a", slots)),
                kind("no free connection", TIMED_OUT, errors -> errors.fromException("a", pool)),
                kind("too many reads", OVERLOADED, errors -> errors.overload("a")),
                kind("no listener", UNREACHABLE, errors -> errors.fromException("a", connecting(refused()))),
                kind("broken pipe", UNREACHABLE, errors -> errors.fromException("a", broken())),
                kind("no Redis", UNREACHABLE, errors -> errors.unavailable("a", "no Redis is found", null)),
                kind(
                        "no access to the slots",
                        REFUSED,
                        errors -> errors.notFound("a", new JedisException("", noAuth()))),
                kind("no access", REFUSED, errors -> errors.fromException("a", noAuth())),
                kind("error reply", REFUSED, errors -> errors.fromReply("a", new JedisDataException("LOADING"))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("failureKinds")
    void failure_is_counted_by_its_kind_until_the_close(String name, FailureKind kind, Consumer<RedisErrors> failure) {
        failure.accept(errors);
        assertThat(failures.kinds()).as(name).containsExactly(kind);
        int lines = log.lines().size();

        errors.close();
        failure.accept(errors);
        errors.pingFailed(null);
        errors.pinged(false);
        errors.pinged(true);

        assertThat(failures.kinds()).containsExactly(kind);
        assertThat(log.lines()).hasSize(lines);
    }

    @Test
    void error_reply_is_reported_with_the_key() {
        JedisDataException error = new JedisDataException("LOADING Redis is loading the dataset in memory");

        assertThat(errors.fromReply("job:a", error))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("job:a: Redis replied LOADING Redis is loading the dataset in memory")
                .hasCause(error);
    }

    @Test
    void each_kind_of_failure_is_logged_once_in_a_while() {
        for (int i = 0; i < 100; i++) {
            errors.fromException("job:" + i, read());
            errors.fromReply("job:" + i, new JedisDataException("LOADING …"));
            errors.timedOut("job:" + i);
            errors.fromException("job:" + i, new JedisConnectionException(refused()));
            errors.fromReply("job:" + i, noAuth());
            errors.fromException("job:" + i, new JedisAccessControlException("WRONGPASS invalid"));
        }

        assertThat(log.lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("WARN ").contains("Read timed out"),
                        line -> assertThat(line).isEqualTo("WARN Redis cannot serve: LOADING …"),
                        line -> assertThat(line).startsWith("WARN ").contains("connection refused by"),
                        line -> assertThat(line).startsWith("ERROR ").contains("NOAUTH Authentication required."),
                        line -> assertThat(line).startsWith("ERROR ").contains("WRONGPASS"));
    }

    @Test
    void refused_command_of_a_script_is_a_refused_access() {
        errors.record(new JedisDataException("ERR The user executing the script can't run this command or subcommand"));

        assertThat(log.lines()).singleElement().asString().startsWith("ERROR ");
    }

    @Test
    void interrupted_wait_for_a_connection_interrupts_the_thread_again() {
        StoreUnavailableException thrown =
                errors.fromException("job:a", new JedisException("no connection", new InterruptedException()));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).hasMessage("job:a: interrupted");
    }

    @Test
    void interrupted_read_is_no_outage() {
        Thread.currentThread().interrupt();
        StoreUnavailableException thrown =
                errors.fromException("job:a", new JedisConnectionException(new SocketException("Closed by interrupt")));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).hasMessage("job:a: interrupted");
        assertThat(log.lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "job:a, a",
        "job:a:error, a",
        "job:error, error",
        "job:error:error, error",
        "job:content, content",
        "content:image:a, a",
        "content:image:job, job",
        "content:image:error, error",
        "reads, reads"
    })
    void subject_of_a_failure_is_the_id_in_the_key(String key, String id) {
        assertThat(RedisErrors.unanswered(key, "away", null))
                .returns(id, StoreUnavailableException::subject)
                .hasMessage(key + ": away");
        assertThat(errors.timedOut(key)).returns(id, StoreUnavailableException::subject);
    }

    @Test
    void exception_of_the_client_becomes_a_failure_of_the_store() {
        RuntimeException garbled = new ArrayIndexOutOfBoundsException("1");
        StoreUnavailableException already = new StoreUnavailableException("job:a", "away", null);

        assertThat(errors.fromException("job:a", garbled)).hasCause(garbled);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(errors.fromException("job:b", already)).isSameAs(already);
    }

    private static Arguments kind(String name, FailureKind kind, Consumer<RedisErrors> failure) {
        return arguments(name, kind, failure);
    }

    private static JedisException read() {
        return new JedisConnectionException(new SocketTimeoutException("Read timed out"));
    }

    private static JedisException broken() {
        return new JedisConnectionException("Broken pipe");
    }

    private static JedisAccessControlException noAuth() {
        return new JedisAccessControlException("NOAUTH Authentication required.");
    }

    private static IOException timeout() {
        return new SocketTimeoutException("Connect timed out");
    }

    private static IOException refused() {
        return new ConnectException("Connection refused");
    }

    /** What Jedis throws where it can connect to none of the addresses of a host. */
    private static JedisConnectionException connecting(IOException why) {
        JedisConnectionException failure = new JedisConnectionException("Failed to connect to redis.example.com:6379.");
        failure.addSuppressed(why);
        return failure;
    }
}
