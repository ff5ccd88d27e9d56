package io.contentjobs.redis;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding in UTF-8 (RFC 3986, section 2.1). A plus sign is a plus sign. */
final class Percent {
    private static final int HEX = 16;

    private Percent() {}

    /** @throws IllegalArgumentException if a percent sign is not followed by two hexadecimal digits, or the result is not UTF-8 */
    static String decode(String text) {
        try {
            // A new encoder or decoder reports malformed input; String and Charset replace it.
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            ByteBuffer decoded = ByteBuffer.allocate(encoded.remaining());
            while (encoded.hasRemaining()) {
                byte next = encoded.get();
                decoded.put(next == '%' ? (byte) (HEX * digit(encoded) + digit(encoded)) : next);
            }
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException malformed) {
            throw RedisUrlParser.refused("user, password and master must be UTF-8, percent-encoded or not");
        }
    }

    private static int digit(ByteBuffer encoded) {
        int digit = encoded.hasRemaining() ? Character.digit(encoded.get(), HEX) : -1;
        if (digit < 0) {
            throw RedisUrlParser.refused("two hexadecimal digits must follow '%'; write %25 for '%' itself");
        }
        return digit;
    }
}
