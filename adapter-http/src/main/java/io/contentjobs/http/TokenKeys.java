package io.contentjobs.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/**
 * The keys that bearer tokens may be signed with, each of them for one algorithm: what a token says of its algorithm chooses
 * none, it has to agree (RFC 8725, section 3.1). Immutable.
 */
public final class TokenKeys {
    /** RFC 7518, section 3.2. */
    private static final int MIN_SECRET_BYTES = 32;

    /** A token that names none of them may have to be tried with all. */
    private static final int MOST_KEYS = 16;

    private final List<TokenKey> keys;

    TokenKeys(List<TokenKey> keys) {
        this.keys = List.copyOf(keys);
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
     * For tokens that are signed with RS256 or ES256. Keys of the set that are for something else are left out.
     *
     * @param json a JWK Set: RFC 7517, section 5
     * @throws IllegalArgumentException if it is none; if it holds a private or symmetric key, an RSA key shorter than 2048
     *     bits, no key that is of use, or more than 16 of those; the message holds nothing of it
     */
    public static TokenKeys ofJwks(String json) {
        List<JWK> all = parse(json);
        if (all.stream().anyMatch(JWK::isPrivate)) {
            throw new IllegalArgumentException("it holds a private or symmetric key, and must hold public ones only");
        }
        List<TokenKey> keys =
                all.stream().map(TokenKey::of).flatMap(Optional::stream).toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("it holds no key for RS256 (RSA) or ES256 (P-256)");
        }
        if (keys.size() > MOST_KEYS) {
            throw new IllegalArgumentException("it holds more than " + MOST_KEYS + " keys");
        }
        return new TokenKeys(keys);
    }

    /** Returns those that may have signed a token with that header. */
    List<TokenKey> fitting(TokenHeader header) {
        return keys.stream().filter(key -> key.fits(header)).toList();
    }

    /** What the parser says of a set could be what is in it. */
    private static List<JWK> parse(String json) {
        try {
            return JWKSet.parse(json).getKeys();
        } catch (ParseException | RuntimeException refused) {
            throw new IllegalArgumentException("it is no JWK Set (RFC 7517, section 5)");
        }
    }
}
