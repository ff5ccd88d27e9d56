package io.contentjobs.http.headers;

import java.util.List;
import java.util.OptionalLong;

/** {@code Prefer}: RFC 7240. Preferences other than {@code wait}, and malformed ones, are ignored. */
public final class Prefer {
    public static final String NAME = "Prefer";

    private static final String WAIT = "wait";

    private Prefer() {}

    /**
     * Returns how many seconds the client prefers to wait; empty if it has no such preference. The first {@code wait}
     * counts (section 2), even if it has no value.
     */
    public static OptionalLong waitIn(RequestHeaders request) {
        for (String preference : HeaderList.elements(request.valuesOf(NAME))) {
            List<String> word =
                    HeaderList.split(HeaderList.split(preference, ';').get(0), '=');
            if (word.get(0).equalsIgnoreCase(WAIT)) {
                return word.size() == 2 ? Seconds.parse(unquoted(word.get(1))) : OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }

    private static String unquoted(String word) {
        boolean quoted = word.length() > 1 && word.startsWith("\"") && word.endsWith("\"");
        return quoted ? word.substring(1, word.length() - 1) : word;
    }
}
