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
 * The keys that bearer tokens may be signed with, each of them for one algorithm: what a token says of its algorithm chooses
 * none, it has to agree (RFC 8725, section 3.1). Immutable.
 */
public final class TokenKeys {
    /** RFC 7518, section 3.2. */
    private static final int MIN_SECRET_BYTES = 32;

    /** A token that names none of them may have to be tried with all. */
    private static final int MAX_KEYS = 16;

    /** Longer lists of skipped keys are cut. */
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
     * For tokens that are signed with HS256.
     *
     * @throws IllegalArgumentException if it is shorter than 32 bytes; the message holds nothing of it
     */
    public static TokenKeys ofSecret(byte[] secret) {
        if (secret.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("a secret for HS256 has " + MIN_SECRET_BYTES + " bytes at least");
        }
        try {
            return new TokenKeys(List.of(new TokenKey(null, JWSAlgorithm.HS256, new MACVerifier(secret))));
        } catch (JOSEException refused) {
            throw new IllegalArgumentException("it cannot be a secret for HS256", refused);
        }
    }

    /**
     * For tokens that are signed with RS256 or ES256. Elements of the set that are not a public key for these are skipped,
     * and so are the keys after the sixteenth. Keys may have the same {@code kid}: each of them is tried.
     *
     * @param json a JWK Set: RFC 7517, section 5
     * @throws IllegalArgumentException if it is none, or holds no key that is of use; the message holds nothing of it but the
     *     names of keys
     */
    public static TokenKeys ofJwks(String json) {
        List<TokenKey> keys = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (JwkText element : JwkText.elementsOf(json)) {
            try {
                TokenKey key = TokenKey.of(element);
                if (keys.size() == MAX_KEYS) {
                    throw new IllegalArgumentException("the set has " + MAX_KEYS + " keys before it");
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
            throw new IllegalArgumentException("it holds no key for RS256 (RSA) or ES256 (P-256)" + why);
        }
        return new TokenKeys(keys, skipped);
    }

    /** Returns the names of the keys that have one ({@code kid}), fit for a log. */
    public List<String> names() {
        return keys.stream()
                .map(TokenKey::id)
                .filter(Objects::nonNull)
                .map(JwkText::shown)
                .toList();
    }

    /** Returns how many keys there are: 1 at least. */
    public int size() {
        return keys.size();
    }

    /** Returns which keys of the set were skipped and why, a line each, fit for a log: nothing of them is told but names. */
    public List<String> skipped() {
        return skipped;
    }

    /** Returns those that may have signed a token with that header. */
    List<TokenKey> fitting(JWSHeader header) {
        return keys.stream().filter(key -> key.fits(header)).toList();
    }
}
