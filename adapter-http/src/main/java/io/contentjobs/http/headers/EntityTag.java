package io.contentjobs.http.headers;

import java.util.Arrays;
import java.util.Base64;

/**
 * Strong entity tags: RFC 9110, section 8.8.3. A tag depends only on the bytes of the representation, so all servers give
 * the same tag, also after a restart. Others choose a part of the bytes, so the tag is a cryptographic hash: if two
 * representations had the same tag, a client would keep the older one for ever.
 */
public final class EntityTag {
    /** 96 bits, in 16 characters: enough to exclude accidental collisions. */
    private static final int HASH_BYTES = 12;

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private EntityTag() {}

    /** Returns the tag of that representation, with quotes. */
    public static String of(byte[] representation) {
        byte[] hash = Sha256.of(representation);
        return '"' + BASE64.encodeToString(Arrays.copyOf(hash, HASH_BYTES)) + '"';
    }
}
