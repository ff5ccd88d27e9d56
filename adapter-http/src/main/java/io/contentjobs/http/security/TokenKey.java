package io.contentjobs.http.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;

/**
 * A key that verifies tokens.
 *
 * @param id the {@code kid}; null if there is none
 * @param algorithm the only algorithm of the key
 * @param verifier checks signatures; thread-safe
 */
public record TokenKey(@Nullable String id, JWSAlgorithm algorithm, JWSVerifier verifier) {
    /** RFC 7518, section 3.3. */
    private static final int MIN_RSA_BITS = 2_048;

    private static final String MALFORMED = "it is malformed, or of an unknown kind (RFC 7517, section 4)";

    /**
     * Returns the key of an element of a JWK Set.
     *
     * @throws IllegalArgumentException if it is not a public key for RS256 or ES256; the message has the reason, and no
     *     part of the JSON
     */
    public static TokenKey of(JwkText element) {
        JWK key = parse(element.json());
        if (key.isPrivate()) {
            throw new IllegalArgumentException("it is private or symmetric, and must be public");
        }
        try {
            if (key instanceof RSAKey rsa) {
                checkUse(key, JWSAlgorithm.RS256);
                if (rsa.toRSAPublicKey().getModulus().bitLength() < MIN_RSA_BITS) {
                    throw new IllegalArgumentException("an RSA key must have at least " + MIN_RSA_BITS + " bits");
                }
                return new TokenKey(key.getKeyID(), JWSAlgorithm.RS256, new RSASSAVerifier(rsa));
            }
            if (key instanceof ECKey ec && ec.getCurve().equals(Curve.P_256)) {
                checkUse(key, JWSAlgorithm.ES256);
                return new TokenKey(key.getKeyID(), JWSAlgorithm.ES256, new ECDSAVerifier(ec));
            }
        } catch (JOSEException refused) {
            throw new IllegalArgumentException(MALFORMED);
        }
        throw new IllegalArgumentException("it is neither an RSA nor a P-256 key");
    }

    /** Drops the parser's message, because it could contain parts of the key. */
    private static JWK parse(String json) {
        try {
            return JWK.parse(json);
        } catch (ParseException | RuntimeException refused) {
            throw new IllegalArgumentException(MALFORMED);
        }
    }

    private static void checkUse(JWK key, JWSAlgorithm algorithm) {
        if (key.getAlgorithm() != null && !key.getAlgorithm().equals(algorithm)) {
            throw new IllegalArgumentException("its alg is not " + algorithm);
        }
        boolean verifies =
                key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY);
        boolean signs = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
        if (!signs || !verifies) {
            throw new IllegalArgumentException("it is not for signatures");
        }
    }

    /**
     * Tells whether the key may have signed the token. The ids are compared if both have one: RFC 7515, section 4.1.4,
     * and RFC 7517, section 4.5.
     */
    public boolean fits(JWSHeader header) {
        return algorithm.equals(header.getAlgorithm())
                && (id == null || header.getKeyID() == null || id.equals(header.getKeyID()));
    }
}
