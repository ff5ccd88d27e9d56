package io.contentjobs.redis.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TtlTest {
    @ParameterizedTest
    @CsvSource({"PT0.001S, 1", "PT0.0019S, 1", "PT1H, 3600000", "P7D, 604800000", "P36500D, 3153600000000"})
    void ttl_is_converted_to_milliseconds(Duration lifetime, long millis) {
        assertThat(Ttl.millis(lifetime)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1H", "PT0.0009S", "P36500DT0.001S", "P999999999D"})
    void ttl_that_redis_would_refuse_is_refused(Duration lifetime) {
        assertThatThrownBy(() -> Ttl.millis(lifetime)).isInstanceOf(IllegalArgumentException.class);
    }
}
