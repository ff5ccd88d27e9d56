package io.contentjobs.redis.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes the text that was meant out of the bytes that were stored, which may be quoted or typed as JSON writers do. */
public final class StoredText {
    private static final char REPLACEMENT = '\uFFFD';

    private StoredText() {}

    /** Returns the bytes as text, or null where they are not UTF-8 (RFC 3629). */
    public static @Nullable String decode(byte[] raw) {
        String text = new String(raw, StandardCharsets.UTF_8);
        return isDamaged(text) && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), raw) ? null : text;
    }

    /** Tells whether the text has the character that stands for bytes that are not UTF-8; it may have been stored so. */
    static boolean isDamaged(String text) {
        return text.indexOf(REPLACEMENT) >= 0;
    }

    /** Returns the text of a field: {@code PENDING} of PENDING, "PENDING" and ["a.b.Status","PENDING"]. */
    static @Nullable String unwrap(String text) {
        if (text.isEmpty() || (text.charAt(0) != '"' && text.charAt(0) != '[')) {
            return text;
        }
        JsonNode node = Json.parse(text);
        return node == null ? text : Json.scalar(node);
    }

    /** Returns the text of a whole value: without its quotes where it is one JSON string, else as it is. */
    static String unquote(String text) {
        if (text.length() < 2 || text.charAt(0) != '"' || text.charAt(text.length() - 1) != '"') {
            return text;
        }
        JsonNode node = Json.parse(text);
        return node != null && node.isTextual() ? node.textValue() : text;
    }
}
