package io.contentjobs.http.management;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids of requests, for clients and logs. Keeps the id that a client or gateway has sent; otherwise makes one from a
 * random prefix of this server and a counter. Thread-safe.
 */
public final class RequestIds {
    public static final String FIELD = "X-Request-Id";

    private static final int MAX_LENGTH = 128;
    private static final int RADIX = 36;

    private final String prefix = Long.toString(new SecureRandom().nextLong() >>> 1, RADIX) + '-';
    private final AtomicLong made = new AtomicLong();

    public String make() {
        return prefix + Long.toString(made.incrementAndGet(), RADIX);
    }

    /** Tells whether an id is safe in logs and responses: {@code [A-Za-z0-9._-]{1,128}}. */
    public static boolean isValid(String id) {
        return !id.isEmpty() && id.length() <= MAX_LENGTH && id.chars().allMatch(RequestIds::isSafe);
    }

    private static boolean isSafe(int c) {
        return (c < 128 && Character.isLetterOrDigit(c)) || c == '.' || c == '_' || c == '-';
    }
}
