package io.contentjobs.http.headers;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code ?wait=N} means the same as {@link Prefer}. Browsers can send it to another origin without a CORS preflight. */
public final class WaitParameter {
    private static final String NAME = "wait";

    private WaitParameter() {}

    /**
     * Returns the value of the first parameter {@code wait}; empty if there is none.
     *
     * @param query a URI's query with percent-encoding; null if there is none
     */
    public static Optional<String> in(@Nullable String query) {
        if (query == null) {
            return Optional.empty();
        }
        for (String parameter : query.split("&", -1)) {
            String[] pair = parameter.split("=", 2);
            if (decode(pair[0]).equals(NAME)) {
                return Optional.of(pair.length == 1 ? "" : decode(pair[1]));
            }
        }
        return Optional.empty();
    }

    /** Returns a text with malformed percent-encoding unchanged: it is neither the name nor a number. */
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
