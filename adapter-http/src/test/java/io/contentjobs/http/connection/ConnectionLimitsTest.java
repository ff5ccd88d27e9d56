package io.contentjobs.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.http.testing.LogCapture;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConnectionLimitsTest {
    private static final Duration IDLE = Duration.ofSeconds(75);

    @ParameterizedTest
    @CsvSource({
        "0, 20000, 4096, false",
        "10000, 20000, 14096, false",
        "10000, 14608, 14096, false",
        "2147483647, 9223372036854775807, 2147483647, false",
        "10000, 14607, 14095, true",
        "10000, 4096, 3584, true",
        "0, 1024, 512, true",
        "0, 256, 128, true"
    })
    void limit_has_room_for_waiters_and_polls_or_is_logged(
            int maxWaiters, long maxFiles, int served, boolean isShortOfFiles) {
        try (LogCapture log = LogCapture.begin()) {
            assertThat(ConnectionLimits.of(maxWaiters, IDLE, maxFiles).served()).isEqualTo(served);
            String begin = "At most " + served + " connections are served";
            String end = "only " + maxFiles + " files";
            assertThat(log.events())
                    .hasSize(isShortOfFiles ? 1 : 0)
                    .allSatisfy(event -> assertThat(event.getFormattedMessage())
                            .startsWith(begin)
                            .endsWith(end));
        }
    }

    @Test
    void limit_of_this_machine_is_positive() {
        assertThat(ConnectionLimits.of(0, IDLE).served()).isPositive();
    }
}
