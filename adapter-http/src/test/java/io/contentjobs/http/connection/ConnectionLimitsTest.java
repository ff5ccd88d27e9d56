package io.contentjobs.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.contentjobs.http.testing.LogCapture;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConnectionLimitsTest {
    private static final Duration IDLE = Duration.ofSeconds(75);

    @ParameterizedTest
    @CsvSource({
        "0, 20000, 4096",
        "10000, 20000, 14096",
        "10000, 14608, 14096",
        "2147483647, 9223372036854775807, 2147483647"
    })
    void limit_has_room_for_waiters_and_polls(int maxWaiters, long maxFiles, int served) {
        try (LogCapture log = LogCapture.begin()) {
            assertThat(ConnectionLimits.of(maxWaiters, IDLE, maxFiles).served()).isEqualTo(served);
            assertThat(log.events()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"10000, 14607, 14095", "10000, 4096, 3584", "0, 1024, 512", "0, 256, 128"})
    void clients_do_not_get_all_file_descriptors(int maxWaiters, long maxFiles, int served) {
        try (LogCapture log = LogCapture.begin()) {
            assertThat(ConnectionLimits.of(maxWaiters, IDLE, maxFiles).served()).isEqualTo(served);
            assertThat(log.events())
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .singleElement()
                    .asString()
                    .contains("At most " + served + " connections are served")
                    .contains("only " + maxFiles + " files");
        }
    }

    @Test
    void limit_of_this_machine_is_positive() {
        assertThat(ConnectionLimits.of(0, IDLE).served()).isPositive();
    }
}
