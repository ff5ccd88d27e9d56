package io.contentjobs.redis.record;

import java.time.Duration;

/** How long records live, as PEXPIRE takes it. */
final class Ttl {
    private static final Duration MIN = Duration.ofMillis(1);
    private static final Duration MAX = Duration.ofDays(36_500);

    private Ttl() {}

    /** A lifetime that PEXPIRE refused would be refused after the record was written, which would then live for ever. */
    static long millis(Duration lifetime) {
        if (lifetime.compareTo(MIN) < 0 || lifetime.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("A record cannot live for " + lifetime);
        }
        return lifetime.toMillis();
    }
}
