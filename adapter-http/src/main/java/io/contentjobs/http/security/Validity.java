package io.contentjobs.http.security;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The time in which a token is valid, in seconds since 1970.
 *
 * @param from the first second
 * @param until the second after the last one
 */
public record Validity(long from, long until) {
    /** How much the clocks of issuer and server may differ: RFC 7519, section 4.1.4. */
    private static final long LEEWAY_SECONDS = 30;

    /**
     * The last second of the year 9999. Larger numbers are errors, such as milliseconds, or attacks that cause overflows.
     */
    private static final long MAX = 253_402_300_799L;

    /**
     * Reads {@code nbf} and {@code exp} from the claims. Does not use Nimbus for this, because its milliseconds overflow.
     *
     * @throws IllegalArgumentException if there is no {@code exp}, or if one of them is not a number from 0 to the end of
     *     the year 9999
     */
    static Validity in(Map<String, Object> claims) {
        return new Validity(seconds(claims.getOrDefault("nbf", 0)), seconds(claims.get("exp")));
    }

    private static long seconds(@Nullable Object numericDate) {
        if (numericDate instanceof Number seconds && seconds.doubleValue() >= 0 && seconds.doubleValue() <= MAX) {
            return seconds.longValue();
        }
        throw new IllegalArgumentException("It is no NumericDate (RFC 7519, section 2)");
    }

    /** Tells whether the token is valid in that second. */
    public boolean includes(long second) {
        return from - LEEWAY_SECONDS <= second && second < until + LEEWAY_SECONDS;
    }
}
