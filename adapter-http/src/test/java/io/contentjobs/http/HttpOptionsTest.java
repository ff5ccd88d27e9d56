package io.contentjobs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.contentjobs.http.testing.Servers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpOptionsTest {
    @ParameterizedTest
    @CsvSource({"PT2S, 2", "PT1S, 1", "PT0.000000001S, 1", "PT1.000000001S, 2", "PT0.2S, 1", "PT1H, 3600"})
    void interval_is_sent_in_whole_seconds_rounded_up(Duration interval, String seconds) {
        assertThat(new HttpOptions("h", 1, interval, Servers.MAX_WAIT, 1).pollIntervalSeconds())
                .isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({
        "h, 0, PT2S, PT10S, 0, PT10M",
        "h, 1, PT2S, PT10S, 1, PT25S",
        "h, 65535, PT2S, PT1M, 1, PT75S",
        "h, 0, PT2S, PT5M, 1, PT11M15S"
    })
    void valid_options_are_accepted(
            String host, int port, Duration interval, Duration wait, int waiters, Duration idle) {
        HttpOptions options = new HttpOptions(host, port, interval, wait, waiters, idle, HttpAccess.OPEN);
        assertThat(List.of(options.port(), options.maxWaiters(), options.idleTimeout()))
                .containsExactly(port, waiters, idle);
    }

    /** Each row has one invalid value, and a part of the message. */
    @ParameterizedTest
    @CsvSource({
        "' ', 0, PT2S, PT10S, 1, PT75S, host",
        "h, -1, PT2S, PT10S, 1, PT75S, -1",
        "h, 65536, PT2S, PT10S, 1, PT75S, 65536",
        "h, 0, PT0S, PT10S, 1, PT75S, PT0S",
        "h, 0, PT-1S, PT10S, 1, PT75S, PT-1S",
        "h, 0, PT2S, PT0S, 1, PT75S, PT0S",
        "h, 0, PT2S, PT-1S, 1, PT75S, PT-1S",
        "h, 0, PT2S, PT0.999S, 1, PT75S, PT0.999S",
        "h, 0, PT2S, PT10S, -1, PT75S, -1",
        "h, 0, PT2S, PT10S, 1, PT24S, PT24S",
        "h, 0, PT2S, PT1M, 1, PT74S, PT1M14S",
        "h, 0, PT2S, PT5M, 1, PT75S, PT1M15S"
    })
    void invalid_option_is_refused(
            String host, int port, Duration interval, Duration wait, int waiters, Duration idle, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpOptions(host, port, interval, wait, waiters, idle, HttpAccess.OPEN))
                .withMessageContaining(named);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void number_that_is_no_management_port_is_refused(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpAccess(Optional.empty(), Optional.empty(), OptionalInt.of(port)))
                .withMessageContaining(String.valueOf(port));
    }
}
