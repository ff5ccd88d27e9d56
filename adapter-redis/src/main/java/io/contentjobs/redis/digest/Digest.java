package io.contentjobs.redis.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of UTF-8 text, as lower-case hexadecimal digits. */
public final class Digest {
    private Digest() {}

    /** Returns the SHA-1 of the text, which is the name of a script in Redis. */
    public static String sha1(String text) {
        return digest("SHA-1", text);
    }

    /** Returns the SHA-256 of the text, which is how Redis takes a password that is not to be read. */
    public static String sha256(String text) {
        return digest("SHA-256", text);
    }

    private static String digest(String algorithm, String text) {
        try {
            byte[] bytes = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("Every Java platform has SHA-1 and SHA-256", absent);
        }
    }
}
