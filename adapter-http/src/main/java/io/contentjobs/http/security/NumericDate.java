package io.contentjobs.http.security;

import java.util.Map;
import java.util.OptionalLong;

/** A point in time as tokens write it, in seconds since 1970: RFC 7519, section 2. */
final class NumericDate {
    /** The last second of the year 9999. Larger numbers are mistakes, such as milliseconds, or attacks on the arithmetic. */
    private static final long MAX = 253_402_300_799L;

    private NumericDate() {}

    /**
     * Returns the claim in whole seconds, rounded down; empty if the token does not have it.
     *
     * @throws IllegalArgumentException if it is not a number from 0 to the end of the year 9999
     */
    static OptionalLong of(String name, Map<String, Object> claims) {
        if (!claims.containsKey(name)) {
            return OptionalLong.empty();
        }
        if (claims.get(name) instanceof Number seconds && seconds.doubleValue() >= 0 && seconds.doubleValue() <= MAX) {
            return OptionalLong.of(seconds.longValue());
        }
        throw new IllegalArgumentException(name + " is not a NumericDate");
    }
}
