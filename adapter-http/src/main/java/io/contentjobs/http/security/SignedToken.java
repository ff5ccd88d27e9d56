package io.contentjobs.http.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** A JWT from a request: RFC 7519. */
public final class SignedToken {
    /** RFC 7519, section 5.1, and RFC 9068, section 2.1. Tokens of other types grant no access. */
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    private SignedToken() {}

    /**
     * Returns the time in which the token is valid; empty if none of the keys has signed it, it lacks a claim, or it
     * never expires. Before the signature check only the header is read.
     *
     * @param keys returns the keys that may have signed a token with that header
     * @param wanted tells whether the claims are sufficient
     */
    public static Optional<Validity> validityOf(
            String token, Function<JWSHeader, List<TokenKey>> keys, Predicate<JWTClaimsSet> wanted) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (!isCanonical(jwt, token) || !grantsAccess(jwt.getHeader()) || !isSigned(jwt, keys)) {
                return Optional.empty();
            }
            Map<String, Object> claims = jwt.getPayload().toJSONObject();
            Validity validity = Validity.in(claims);
            return wanted.test(JWTClaimsSet.parse(claims)) ? Optional.of(validity) : Optional.empty();
        } catch (ParseException | JOSEException | RuntimeException notOne) {
            return Optional.empty(); // the client may have sent anything
        }
    }

    /**
     * Tells whether the token has its only canonical encoding. Otherwise one token could fill the table of verified
     * tokens.
     */
    private static boolean isCanonical(SignedJWT jwt, String token) {
        Base64URL signature = jwt.getSignature();
        return jwt.serialize().equals(token)
                && Base64URL.encode(signature.decode()).equals(signature);
    }

    /** Tells whether the token has an accepted type and no critical parameter, because none is supported. */
    private static boolean grantsAccess(JWSHeader header) {
        return (header.getType() == null
                        || TYPES.contains(header.getType().getType().toLowerCase(Locale.ROOT)))
                && header.getCriticalParams() == null
                && header.isBase64URLEncodePayload();
    }

    private static boolean isSigned(SignedJWT jwt, Function<JWSHeader, List<TokenKey>> keys) throws JOSEException {
        for (TokenKey key : keys.apply(jwt.getHeader())) {
            if (key.verifier().verify(jwt.getHeader(), jwt.getSigningInput(), jwt.getSignature())) {
                return true;
            }
        }
        return false;
    }
}
