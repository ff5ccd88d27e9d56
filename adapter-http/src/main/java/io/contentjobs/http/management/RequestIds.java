package io.contentjobs.http.management;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The names of requests, by which a client and a log mean the same one. What a client or a gateway calls it is taken over;
 * else a name is made: one part for this server, one that counts, since a random one for each would cost more than the
 * poll's own work. Thread-safe.
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

    /** Tells whether that can go into logs and answers as it is: {@code [A-Za-z0-9._-]{1,128}}. */
    public static boolean isValid(String id) {
        if (id.isEmpty() || id.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean allowed = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '.'
                    || c == '_'
                    || c == '-';
            if (!allowed) {
                return false;
            }
        }
        return true;
    }
}
