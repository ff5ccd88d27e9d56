package io.contentjobs.http.headers;

import java.util.ArrayList;
import java.util.List;

/** Parses headers with lists: RFC 9110, section 5.6. */
final class HeaderList {
    private HeaderList() {}

    /** Returns the elements of all headers of one name. */
    static List<String> elements(List<String> values) {
        return values.stream().flatMap(value -> split(value, ',').stream()).toList();
    }

    /**
     * Splits at a separator outside quoted strings; an unclosed quoted string ends at the end of the text. Returns at
     * least one part; the parts have no surrounding spaces.
     */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>(4);
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted && c == '\\') {
                i++;
            } else if (!quoted && c == separator) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }
}
