package io.contentjobs.redis.record;

import java.time.Duration;

/** The time to live of records, in the unit of PEXPIRE. */
final class Ttl {
    private static final Duration MIN = Duration.ofMillis(1);
    private static final Duration MAX = Duration.ofDays(36_500);

    private Ttl() {}

    /**
     * Returns the milliseconds of a time to live.
     *
     * @throws IllegalArgumentException if PEXPIRE would refuse it: the script would then have written a record that never expires
     */
    static long millis(Duration ttl) {
        if (ttl.compareTo(MIN) < 0 || ttl.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("A record cannot live for " + ttl);
        }
        return ttl.toMillis();
    }
}
