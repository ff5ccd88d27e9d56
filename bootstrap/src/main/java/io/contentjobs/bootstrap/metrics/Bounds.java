package io.contentjobs.bootstrap.metrics;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.LongStream;

/** Upper bounds of a histogram's buckets. */
final class Bounds {
    private Bounds() {}

    static Duration[] of(ChronoUnit unit, long... amounts) {
        return LongStream.of(amounts)
                .mapToObj(amount -> Duration.of(amount, unit))
                .toArray(Duration[]::new);
    }
}
