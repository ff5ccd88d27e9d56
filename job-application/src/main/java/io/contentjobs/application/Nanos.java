package io.contentjobs.application;

import java.time.Duration;

/** Durations for {@link System#nanoTime()}. */
final class Nanos {
    /** A century: differences of {@link System#nanoTime()} do not overflow with it. */
    private static final Duration MAX = Duration.ofDays(36_500);

    private Nanos() {}

    /** Returns the duration in nanoseconds. One that is longer than a century counts as a century, and a negative one as zero. */
    static long of(Duration duration) {
        if (duration.isNegative()) {
            return 0;
        }
        return duration.compareTo(MAX) < 0 ? duration.toNanos() : MAX.toNanos();
    }
}
