package io.contentjobs.redis.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

final class RootCauseTest {
    private static final String HOSTS = "a.example:1, b.example:2";

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        socket(new UnknownHostException("nosuch.invalid: Name or service not known")),
                        "unknown host nosuch.invalid"),
                Arguments.of(socket(new UnknownHostException("nosuch.invalid")), "unknown host nosuch.invalid"),
                Arguments.of(
                        connecting(new ConnectException("Connection refused")), "connection refused by r.example:6379"),
                Arguments.of(
                        new JedisException("pool", connecting(new ConnectException("Connection refused"))),
                        "connection refused by r.example:6379"),
                Arguments.of(connecting(new NoRouteToHostException("No route")), "no route to r.example:6379"),
                Arguments.of(
                        connecting(new SocketTimeoutException("Connect timed out")),
                        "r.example:6379: Connect timed out"),
                Arguments.of(
                        socket(new SSLHandshakeException("PKIX path building failed")),
                        "TLS with " + HOSTS + " failed: PKIX path building failed"),
                Arguments.of(new JedisConnectionException(new SocketException("Broken pipe")), HOSTS + ": Broken pipe"),
                Arguments.of(
                        new JedisConnectionException("Unexpected end of stream."),
                        HOSTS + ": Unexpected end of stream."),
                Arguments.of(new ArithmeticException(), HOSTS + ": ArithmeticException"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void reason_is_the_one_at_the_bottom_and_names_the_host(Throwable failure, String reason) {
        assertThat(RootCause.of(failure, HOSTS)).isEqualTo(reason);
    }

    @Test
    void connection_that_redis_ends_is_told_from_one_that_it_refuses() {
        assertThat(RootCause.isHangUp(new JedisConnectionException(new SocketException("Broken pipe"))))
                .isTrue();
        assertThat(RootCause.isHangUp(new JedisConnectionException(new SocketException("Connection reset"))))
                .isTrue();
        assertThat(RootCause.isHangUp(new JedisConnectionException("Unexpected end of stream.")))
                .isTrue();
        assertThat(RootCause.isHangUp(connecting(new ConnectException("Connection refused"))))
                .isFalse();
        assertThat(RootCause.isHangUp(socket(new SSLHandshakeException("PKIX path building failed"))))
                .isFalse();
    }

    @Test
    void causes_that_go_in_a_circle_are_looked_at_once() {
        JedisException circle = new JedisException("circle");
        JedisException other = new JedisException("other", circle);
        circle.addSuppressed(other);

        assertThat(RootCause.of(circle, HOSTS)).startsWith(HOSTS);
    }

    private static JedisConnectionException socket(IOException why) {
        return new JedisConnectionException("Failed to create socket.", why);
    }

    private static JedisConnectionException connecting(IOException why) {
        JedisConnectionException failure = new JedisConnectionException("Failed to connect to r.example:6379.");
        failure.addSuppressed(why);
        return failure;
    }
}
