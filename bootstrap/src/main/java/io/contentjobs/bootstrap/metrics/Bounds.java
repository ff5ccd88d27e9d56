package io.contentjobs.bootstrap.metrics;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.LongStream;

/** Upper bounds of a histogram's buckets. */
final class Bounds {
    private Bounds() {}

    static Duration[] micros(long... amounts) {
        return LongStream.of(amounts)
                .mapToObj(amount -> Duration.of(amount, ChronoUnit.MICROS))
                .toArray(Duration[]::new);
    }

    static Duration[] millis(long... amounts) {
        return LongStream.of(amounts).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
