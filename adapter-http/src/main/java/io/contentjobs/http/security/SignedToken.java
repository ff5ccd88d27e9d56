package io.contentjobs.http.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

/** A token that somebody has sent: RFC 7519. */
public final class SignedToken {
    private final SignedJWT jwt;

    private SignedToken(SignedJWT jwt) {
        this.jwt = jwt;
    }

    /**
     * Returns when the token is valid; nothing if none of the keys has signed it, it does not say what it has to, or it would
     * never expire. Before the signature has been checked nothing is read but the header.
     *
     * @param keys returns those that may have signed a token with that header
     * @param wanted tells whether claims are what a token has to say
     */
    public static Optional<Validity> validityOf(
            String token, Function<TokenHeader, List<TokenKey>> keys, Predicate<JWTClaimsSet> wanted) {
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

    private boolean isSignedBy(Function<TokenHeader, List<TokenKey>> keys) throws JOSEException {
        Optional<TokenHeader> header = TokenHeader.of(jwt.getHeader());
        if (header.isEmpty()) {
            return false;
        }
        for (TokenKey key : keys.apply(header.get())) {
            if (key.verifier().verify(jwt.getHeader(), jwt.getSigningInput(), jwt.getSignature())) {
                return true;
            }
        }
        return false;
    }

    /** Nimbus turns the times into milliseconds, which overflow. They are read as the token writes them. */
    private Optional<Validity> validity(Predicate<JWTClaimsSet> wanted) throws ParseException {
        Map<String, Object> claims = jwt.getPayload().toJSONObject();
        OptionalLong until = NumericDate.of("exp", claims);
        OptionalLong from = NumericDate.of("nbf", claims);
        return until.isPresent() && wanted.test(JWTClaimsSet.parse(claims))
                ? Optional.of(new Validity(from.orElse(0), until.getAsLong()))
                : Optional.empty();
    }
}
