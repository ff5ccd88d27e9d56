package io.contentjobs.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACVerifier;
import io.contentjobs.http.security.JwkText;
import io.contentjobs.http.security.TokenKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The keys of bearer tokens. Each key has one algorithm, and the {@code alg} of a token must be equal to it (RFC 8725,
 * section 3.1). Immutable.
 */
public final class TokenKeys {
    /** RFC 7518, section 3.2. */
    private static final int MIN_SECRET_BYTES = 32;

    /** The server may try all keys for a token without a {@code kid}. */
    private static final int MAX_KEYS = 16;

    /** The longest list of skipped keys in a message. */
    private static final int MAX_TOLD = 20;

    private final List<TokenKey> keys;
    private final List<String> skipped;

    TokenKeys(List<TokenKey> keys) {
        this(keys, List.of());
    }

    private TokenKeys(List<TokenKey> keys, List<String> skipped) {
        this.keys = List.copyOf(keys);
        this.skipped = List.copyOf(skipped);
    }

    /**
     * Returns the key of a secret, for HS256.
     *
     * @throws IllegalArgumentException if the secret is shorter than 32 bytes; the message does not contain it
     */
    public static TokenKeys ofSecret(byte[] secret) {
        if (secret.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("a secret for HS256 must have at least " + MIN_SECRET_BYTES + " bytes");
        }
        try {
            return new TokenKeys(List.of(new TokenKey(null, JWSAlgorithm.HS256, new MACVerifier(secret))));
        } catch (JOSEException refused) {
            throw new IllegalArgumentException("it cannot be a secret for HS256", refused);
        }
    }

    /**
     * Returns the public keys of a JWK Set, for RS256 and ES256. Skips elements that are no such key, and keys after the
     * sixteenth. Keys may share a {@code kid}: all of them are tried.
     *
     * @param json a JWK Set: RFC 7517, section 5
     * @throws IllegalArgumentException if it is not a JWK Set or has no usable key; of its content the message has only
     *     the ids of keys
     */
    public static TokenKeys ofJwks(String json) {
        List<TokenKey> keys = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (JwkText element : JwkText.elementsOf(json)) {
            try {
                TokenKey key = TokenKey.of(element);
                if (keys.size() == MAX_KEYS) {
                    throw new IllegalArgumentException("the server uses only the first " + MAX_KEYS + " keys");
                }
                keys.add(key);
            } catch (IllegalArgumentException odd) {
                skipped.add(element.name() + ": " + odd.getMessage());
            }
        }
        if (skipped.size() > MAX_TOLD) {
            int more = skipped.size() - MAX_TOLD;
            skipped.subList(MAX_TOLD, skipped.size()).clear();
            skipped.add(more + " keys more");
        }
        if (keys.isEmpty()) {
            String why = skipped.isEmpty() ? "" : ": " + String.join("; ", skipped);
            throw new IllegalArgumentException("it has no key for RS256 (RSA) or ES256 (P-256)" + why);
        }
        return new TokenKeys(keys, skipped);
    }

    /** Returns the ids of the keys that have one ({@code kid}), safe for a log. */
    public List<String> names() {
        return keys.stream()
                .map(TokenKey::id)
                .filter(Objects::nonNull)
                .map(JwkText::shown)
                .toList();
    }

    /** Returns the number of keys, at least 1. */
    public int size() {
        return keys.size();
    }

    /** Returns one line for each skipped key, with its id and the reason, safe for a log. */
    public List<String> skipped() {
        return skipped;
    }

    /** Returns the keys that may have signed a token with that header. */
    List<TokenKey> fitting(JWSHeader header) {
        return keys.stream().filter(key -> key.fits(header)).toList();
    }
}
