package io.contentjobs.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimingTest {
    @ParameterizedTest
    @CsvSource({"PT1S, PT75S", "PT10S, PT75S", "PT60S, PT75S", "PT61S, PT76S", "PT5M, PT5M15S"})
    void connections_may_be_silent_for_longer_than_anybody_waits(Duration maxWait, Duration idle) {
        assertThat(Timing.withIdle(new HttpOptions("h", 0, maxWait, maxWait, 1).idleTimeout())
                        .idle())
                .isEqualTo(idle);
        assertThat(Timing.withIdle(idle).heartbeat()).isEqualTo(Timing.DEFAULT.heartbeat());
    }
}
