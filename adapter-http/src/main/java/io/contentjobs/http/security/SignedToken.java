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

/** A JWT as a client has sent it: RFC 7519. */
public final class SignedToken {
    private final SignedJWT jwt;

    private SignedToken(SignedJWT jwt) {
        this.jwt = jwt;
    }

    /**
     * Returns when the token is valid; empty if none of the keys has signed it, it lacks a claim, or it would never expire. Only
     * the header is read before the signature has been checked.
     *
     * @param keys returns the keys that may have signed a token with that header
     * @param wanted tells whether the claims are sufficient
     */
    public static Optional<Validity> validityOf(
            String token, Function<TokenHeader, List<TokenKey>> keys, Predicate<JWTClaimsSet> wanted) {
        try {
            SignedToken signed = new SignedToken(SignedJWT.parse(token));
            return signed.isCanonical(token) && signed.isSignedBy(keys) ? signed.validity(wanted) : Optional.empty();
        } catch (ParseException | JOSEException | RuntimeException notOne) {
            return Optional.empty(); // anything may have been sent
        }
    }

    /** A token has one spelling only; else one token could fill the table of verified tokens. */
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
