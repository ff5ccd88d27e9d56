package io.contentjobs.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key that tokens may be signed with.
 *
 * @param id its name, if it has one
 * @param algorithm the only one that it is for
 * @param verifier checks signatures; thread-safe
 */
record TokenKey(@Nullable String id, JWSAlgorithm algorithm, JWSVerifier verifier) {
    /** RFC 7518, section 3.3. */
    private static final int MIN_RSA_BITS = 2_048;

    /**
     * Returns what the public key is here; nothing if it is for something else.
     *
     * @throws IllegalArgumentException if it would be of use, were it not too weak
     */
    static Optional<TokenKey> of(JWK key) {
        try {
            if (key instanceof RSAKey rsa && isFor(JWSAlgorithm.RS256, key)) {
                if (rsa.size() < MIN_RSA_BITS) {
                    throw new IllegalArgumentException("an RSA key has " + MIN_RSA_BITS + " bits at least");
                }
                return Optional.of(new TokenKey(key.getKeyID(), JWSAlgorithm.RS256, new RSASSAVerifier(rsa)));
            }
            if (key instanceof ECKey ec && ec.getCurve().equals(Curve.P_256) && isFor(JWSAlgorithm.ES256, key)) {
                return Optional.of(new TokenKey(key.getKeyID(), JWSAlgorithm.ES256, new ECDSAVerifier(ec)));
            }
            return Optional.empty();
        } catch (JOSEException refused) {
            throw new IllegalArgumentException("a key in it cannot be used", refused);
        }
    }

    /** Names are only compared where there are two: RFC 7515, section 4.1.4, and RFC 7517, section 4.5. */
    boolean fits(TokenHeader header) {
        return algorithm.equals(header.algorithm())
                && (id == null || header.keyId() == null || id.equals(header.keyId()));
    }

    private static boolean isFor(JWSAlgorithm algorithm, JWK key) {
        return (key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm))
                && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY));
    }
}
