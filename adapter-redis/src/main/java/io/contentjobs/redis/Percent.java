package io.contentjobs.redis;

import io.contentjobs.redis.record.StoredText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding in UTF-8 (RFC 3986, section 2.1), where a plus sign is a plus sign. */
final class Percent {
    private static final int HEX = 16;

    private Percent() {}

    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] == '%') {
                decoded.write(HEX * digit(encoded, i + 1) + digit(encoded, i + 2));
                i += 2;
            } else {
                decoded.write(encoded[i]);
            }
        }
        String result = StoredText.decode(decoded.toByteArray());
        if (result == null) {
            throw RedisUrlParser.refused("what is percent-encoded must be UTF-8");
        }
        return result;
    }

    private static int digit(byte[] encoded, int at) {
        int digit = at < encoded.length ? Character.digit(encoded[at], HEX) : -1;
        if (digit < 0) {
            throw RedisUrlParser.refused("'%' must be followed by two hexadecimal digits; itself it is written %25");
        }
        return digit;
    }
}
