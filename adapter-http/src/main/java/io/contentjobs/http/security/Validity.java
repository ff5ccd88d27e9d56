package io.contentjobs.http.security;

/**
 * When a token may be used.
 *
 * @param from the first second of it, since 1970
 * @param until the second after the last
 */
public record Validity(long from, long until) {
    /** By how much the clocks of issuer and server may differ: RFC 7519, section 4.1.4. */
    private static final long LEEWAY_SECONDS = 30;

    public boolean includes(long second) {
        return from - LEEWAY_SECONDS <= second && second < until + LEEWAY_SECONDS;
    }
}
