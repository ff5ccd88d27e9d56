package io.contentjobs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpOptionsTest {
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    @ParameterizedTest
    @CsvSource({"PT2S, 2", "PT1S, 1", "PT0.000000001S, 1", "PT1.000000001S, 2", "PT0.2S, 1", "PT1H, 3600"})
    void interval_is_told_in_whole_seconds_and_never_too_short(Duration interval, long seconds) {
        assertThat(new HttpOptions("h", 1, interval, MAX_WAIT, 1).pollIntervalSeconds())
                .isEqualTo(String.valueOf(seconds));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535})
    void every_port_is_allowed(int port) {
        assertThat(new HttpOptions("h", port, INTERVAL, MAX_WAIT, 1).port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void number_that_is_no_port_is_refused(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpOptions("h", port, INTERVAL, MAX_WAIT, 1))
                .withMessageContaining(String.valueOf(port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void interval_that_is_not_positive_is_refused(Duration interval) {
        assertThatIllegalArgumentException().isThrownBy(() -> new HttpOptions("h", 0, interval, MAX_WAIT, 1));
    }

    @Test
    void blank_host_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HttpOptions(" ", 0, INTERVAL, MAX_WAIT, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.999S"})
    void wait_of_less_than_a_second_is_refused(Duration wait) {
        assertThatIllegalArgumentException().isThrownBy(() -> new HttpOptions("h", 0, INTERVAL, wait, 1));
    }

    @ParameterizedTest
    @CsvSource({"PT10S, PT24S", "PT60S, PT74S", "PT5M, PT75S"})
    void connection_that_would_be_closed_while_its_request_waits_is_refused(Duration wait, Duration idle) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpOptions("h", 0, INTERVAL, wait, 1, idle, HttpAccess.OPEN))
                .withMessageContaining(idle.toString());
        assertThat(new HttpOptions("h", 0, INTERVAL, wait, 1, idle.plusMinutes(10), HttpAccess.OPEN).idleTimeout())
                .isEqualTo(idle.plusMinutes(10));
    }

    @Test
    void number_of_waiters_is_not_negative() {
        assertThat(new HttpOptions("h", 0, INTERVAL, MAX_WAIT, 0).maxWaiters()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> new HttpOptions("h", 0, INTERVAL, MAX_WAIT, -1));
    }
}
