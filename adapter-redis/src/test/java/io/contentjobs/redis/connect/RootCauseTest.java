package io.contentjobs.redis.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
        IOException noName = new UnknownHostException("nosuch.invalid: Name or service not known");
        IOException refused = new ConnectException("Connection refused");
        IOException untrusted = new SSLHandshakeException("PKIX path building failed");
        return Stream.of(
                arguments(socket(noName), "unknown host nosuch.invalid", false),
                arguments(socket(new UnknownHostException("nosuch.invalid")), "unknown host nosuch.invalid", false),
                arguments(connecting(refused), "connection refused by r.example:6379", false),
                arguments(
                        new JedisException("pool", connecting(refused)), "connection refused by r.example:6379", false),
                arguments(connecting(new NoRouteToHostException("No route")), "no route to r.example:6379", false),
                arguments(
                        connecting(new SocketTimeoutException("Connect timed out")),
                        "r.example:6379: Connect timed out",
                        false),
                arguments(socket(untrusted), "TLS with " + HOSTS + " failed: PKIX path building failed", false),
                arguments(
                        new JedisConnectionException(new SocketException("Broken pipe")),
                        HOSTS + ": Broken pipe",
                        true),
                arguments(
                        new JedisConnectionException(new SocketException("Connection reset")),
                        HOSTS + ": Connection reset",
                        true),
                arguments(
                        new JedisConnectionException("Unexpected end of stream."),
                        HOSTS + ": Unexpected end of stream.",
                        true),
                arguments(new ArithmeticException(), HOSTS + ": ArithmeticException", false));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void reason_is_the_root_cause_and_names_the_host(RuntimeException failure, String reason, boolean hangUp) {
        assertThat(RootCause.of(failure, HOSTS)).isEqualTo(reason);
        assertThat(RootCause.isHangUp(failure)).isEqualTo(hangUp);
    }

    @Test
    void cyclic_causes_are_followed_once() {
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
