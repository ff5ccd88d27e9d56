package io.contentjobs.http;

import java.util.List;
import java.util.OptionalLong;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/** {@code Prefer}: RFC 7240. What it says of anything but waiting, or in no form of the RFC's, is passed over. */
final class Prefer {
    private static final String NAME = "Prefer";
    private static final String WAIT = "wait";

    private Prefer() {}

    /**
     * Returns for how many seconds the client prefers to wait, if it does. Of several such preferences the first is the
     * one that counts (section 2), even if it says nothing.
     */
    static OptionalLong waitIn(HttpFields request) {
        for (HttpField field : request) {
            String value = field.is(NAME) ? field.getValue() : null;
            if (value == null) {
                continue;
            }
            for (String preference : FieldList.split(value, ',')) {
                List<String> word =
                        FieldList.split(FieldList.split(preference, ';').get(0), '=');
                if (word.get(0).equalsIgnoreCase(WAIT)) {
                    return word.size() == 2 ? Seconds.parse(unquoted(word.get(1))) : OptionalLong.empty();
                }
            }
        }
        return OptionalLong.empty();
    }

    private static String unquoted(String word) {
        boolean quoted = word.length() > 1 && word.startsWith("\"") && word.endsWith("\"");
        return quoted ? word.substring(1, word.length() - 1) : word;
    }
}
