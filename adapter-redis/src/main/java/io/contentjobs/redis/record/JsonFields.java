package io.contentjobs.redis.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads some fields of a JSON object (RFC 8259), and skips the others without parsing them. A skipped value may be one that a
 * strict parser refuses: NaN, Infinity, a number of a million digits, any nesting. Skipping needs no memory and no recursion.
 */
final class JsonFields {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** The limit on typed arrays and strings around the object. Writers nest them once or twice. */
    private static final int MAX_WRAPPINGS = 4;

    private final String text;
    private int at;

    private JsonFields(String text) {
        this.text = text;
        this.at = text.indexOf(BYTE_ORDER_MARK) == 0 ? 1 : 0;
    }

    /**
     * Returns the JSON text of those named fields that the object in {@code text} has; null if there is no object. The object
     * may be inside typed arrays and JSON strings. The last of several fields with one name counts.
     */
    static @Nullable Map<String, String> of(String text, Set<String> names) {
        String unwrapped = text;
        for (int i = 0; i < MAX_WRAPPINGS && unwrapped != null; i++) {
            JsonFields fields = new JsonFields(unwrapped);
            fields.skipSpace();
            if (fields.peek() == '{') {
                return fields.object(names);
            }
            unwrapped = fields.peek() == '[' ? fields.typedValue() : string(unwrapped);
        }
        return null;
    }

    private static @Nullable String string(String text) {
        JsonNode node = Json.parse(text);
        return node != null && node.isTextual() ? node.textValue() : null;
    }

    private @Nullable Map<String, String> object(Set<String> names) {
        Map<String, String> fields = new HashMap<>();
        at++;
        skipSpace();
        boolean more = peek() != '}';
        while (more) {
            String name = name();
            String value = name != null && skip(':') ? value() : null;
            if (name == null || value == null) {
                return null;
            }
            if (names.contains(name)) {
                fields.put(name, value);
            }
            more = skip(',');
        }
        return skip('}') && at == text.length() ? fields : null;
    }

    /** Returns the value of {@code ["type", value]}, the form of a value with its class; null for any other array. */
    private @Nullable String typedValue() {
        at++;
        String value = name() != null && skip(',') ? value() : null;
        return skip(']') && at == text.length() ? value : null;
    }

    private @Nullable String name() {
        skipSpace();
        String name = peek() == '"' ? value() : null;
        if (name == null) {
            return null;
        }
        return name.indexOf('\\') < 0 ? name.substring(1, name.length() - 1) : string(name);
    }

    /** Returns the value at the current position, and moves past it and the space after it; null if there is no value. */
    private @Nullable String value() {
        skipSpace();
        int start = at;
        int depth = 0;
        do {
            char c = peek();
            if (c == '"') {
                skipString();
            } else if (c == '{' || c == '[') {
                depth++;
                at++;
            } else if (c == '}' || c == ']') {
                depth--;
                at++;
            } else if (depth > 0) {
                at++;
            } else {
                skipLiteral();
            }
        } while (depth > 0 && at < text.length());
        boolean whole = depth == 0 && at > start && at <= text.length();
        String value = whole ? text.substring(start, at) : null;
        skipSpace();
        return value;
    }

    private void skipString() {
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    private void skipLiteral() {
        while (at < text.length() && ",:{}[]\" \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
    }

    private boolean skip(char c) {
        boolean found = peek() == c;
        if (found) {
            at++;
            skipSpace();
        }
        return found;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** Returns the current character, or NUL at the end: JSON has no NUL outside of strings. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }
}
