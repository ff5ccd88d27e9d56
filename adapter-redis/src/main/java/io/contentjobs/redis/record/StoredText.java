package io.contentjobs.redis.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Decodes stored bytes, which may have the quotes and type hints of JSON writers. */
final class StoredText {
    private static final char REPLACEMENT = '\uFFFD';

    private StoredText() {}

    /** Returns the bytes as text; null if they are not UTF-8 (RFC 3629). */
    static @Nullable String decode(byte[] raw) {
        String text = new String(raw, StandardCharsets.UTF_8);
        return isDamaged(text) && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), raw) ? null : text;
    }

    /** Returns whether the text contains the replacement character; the stored bytes may contain that character, too. */
    static boolean isDamaged(String text) {
        return text.indexOf(REPLACEMENT) >= 0;
    }

    /** Returns the text of a field: {@code PENDING} for PENDING, "PENDING" and ["a.b.Status","PENDING"]. */
    static @Nullable String unwrap(String text) {
        if (text.isEmpty() || (text.charAt(0) != '"' && text.charAt(0) != '[')) {
            return text;
        }
        JsonNode node = Json.parse(text);
        return node == null ? text : Json.scalar(node);
    }

    /** Returns the text of a whole value: a JSON string without its quotes, any other text unchanged. */
    static String unquote(String text) {
        if (text.length() < 2 || text.charAt(0) != '"' || text.charAt(text.length() - 1) != '"') {
            return text;
        }
        JsonNode node = Json.parse(text);
        return node != null && node.isTextual() ? node.textValue() : text;
    }
}
