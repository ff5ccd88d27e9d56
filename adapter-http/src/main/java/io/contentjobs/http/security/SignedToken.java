package io.contentjobs.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A token that somebody has sent: RFC 7519. */
final class SignedToken {
    private final SignedJWT jwt;

    private SignedToken(SignedJWT jwt) {
        this.jwt = jwt;
    }

    /**
     * Returns when the token is valid; nothing if none of the keys has signed it, it does not say what it has to, or it would
     * never expire. Before the signature has been checked nothing is read but the header.
     */
    static Optional<Validity> validityOf(String token, TokenKeys keys, TokenClaims wanted) {
        try {
            SignedToken signed = new SignedToken(SignedJWT.parse(token));
            return signed.isCanonical(token) && signed.isSignedBy(keys) ? signed.validity(wanted) : Optional.empty();
        } catch (ParseException | JOSEException | RuntimeException notOne) {
            return Optional.empty(); // it is whatever somebody has sent
        }
    }

    /** What was signed, and the signature, are written in one way; else one token could be remembered in any number of ways. */
    private boolean isCanonical(String token) {
        Base64URL signature = jwt.getSignature();
        return jwt.serialize().equals(token)
                && Base64URL.encode(signature.decode()).equals(signature);
    }

    private boolean isSignedBy(TokenKeys keys) throws JOSEException {
        Optional<TokenHeader> header = TokenHeader.of(jwt.getHeader());
        if (header.isEmpty()) {
            return false;
        }
        for (TokenKey key : keys.fitting(header.get())) {
            if (key.verifier().verify(jwt.getHeader(), jwt.getSigningInput(), jwt.getSignature())) {
                return true;
            }
        }
        return false;
    }

    /** Nimbus turns the times into milliseconds, which overflow. They are read as the token writes them. */
    private Optional<Validity> validity(TokenClaims wanted) throws ParseException {
        Map<String, Object> claims = jwt.getPayload().toJSONObject();
        OptionalLong until = NumericDate.of("exp", claims);
        OptionalLong from = NumericDate.of("nbf", claims);
        return until.isPresent() && wanted.areIn(JWTClaimsSet.parse(claims))
                ? Optional.of(new Validity(from.orElse(0), until.getAsLong()))
                : Optional.empty();
    }
}
