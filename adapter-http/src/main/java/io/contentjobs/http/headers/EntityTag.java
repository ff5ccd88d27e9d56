package io.contentjobs.http.headers;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Strong entity tags: RFC 9110, section 8.8.3. They are made of the representation's bytes and nothing else, so that all
 * servers, and a server before and after its restart, give the same one; and of a cryptographic hash of them, because
 * a part of these bytes is chosen by others, and two of one tag would leave a client with the older for good.
 */
public final class EntityTag {
    /** 96 bits: no two will meet by accident, and 16 characters suffice. */
    private static final int HASH_BYTES = 12;

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private EntityTag() {}

    /** Returns the tag of that representation, quotes included. */
    public static String of(byte[] representation) {
        byte[] hash = sha256().digest(representation);
        return '"' + BASE64.encodeToString(Arrays.copyOf(hash, HASH_BYTES)) + '"';
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
