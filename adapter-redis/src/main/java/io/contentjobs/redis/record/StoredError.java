package io.contentjobs.redis.record;

import java.util.Arrays;
import java.util.Optional;

/** Decodes the start of a job's error text; the rest is never read. */
final class StoredError {
    /** Enough for the longest text that clients receive, even if JSON escapes each character. */
    static final int MAX_BYTES = 1 << 16;

    /** The length of the escape of a character outside the basic plane. */
    private static final int MAX_ESCAPE = 12;

    private static final int MAX_UTF8_BYTES = 4;

    private StoredError() {}

    /**
     * Returns the text without the quotes of a JSON string; empty if the bytes are not UTF-8.
     *
     * @param start all bytes, or the first {@link #MAX_BYTES}; they may end within a character
     */
    static Optional<String> decode(byte[] start) {
        boolean cut = start.length >= MAX_BYTES;
        String text = StoredText.decode(cut ? withoutPartialCharacter(start) : start);
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(cut && text.charAt(0) == '"' ? unquoteStart(text) : StoredText.unquote(text));
    }

    private static byte[] withoutPartialCharacter(byte[] bytes) {
        int end = bytes.length;
        for (int i = 1; i < MAX_UTF8_BYTES && end == bytes.length; i++) {
            byte b = bytes[bytes.length - i];
            boolean first = (b & 0xC0) == 0xC0;
            if (first && i < length(b)) {
                end = bytes.length - i;
            }
        }
        return Arrays.copyOf(bytes, end);
    }

    private static int length(byte first) {
        return (first & 0xF0) == 0xF0 ? 4 : (first & 0xE0) == 0xE0 ? 3 : 2;
    }

    /** Unquotes the start of a JSON string: closes the string, before the last escape if that is incomplete. */
    private static String unquoteStart(String text) {
        for (int dropped = 0; dropped < MAX_ESCAPE; dropped++) {
            String closed = text.substring(0, text.length() - dropped) + '"';
            String unquoted = StoredText.unquote(closed);
            if (!unquoted.equals(closed)) {
                return unquoted;
            }
        }
        return text;
    }
}
