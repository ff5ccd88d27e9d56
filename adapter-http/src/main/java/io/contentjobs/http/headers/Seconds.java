package io.contentjobs.http.headers;

import java.util.OptionalLong;

/** Whole seconds in a request, {@code delta-seconds}: RFC 9110, section 10.2.3. */
public final class Seconds {
    /** More than the longest possible wait. */
    private static final long MANY = 1_000_000_000;

    private Seconds() {}

    /** Returns the number, at most 1,000,000,000; empty if the text is not a number. */
    public static OptionalLong parse(String text) {
        long seconds = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return OptionalLong.empty();
            }
            seconds = Math.min(10 * seconds + (c - '0'), MANY);
        }
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(seconds);
    }
}
