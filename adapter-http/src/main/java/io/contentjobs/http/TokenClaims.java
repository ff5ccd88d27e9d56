package io.contentjobs.http;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Optional;

/**
 * What a bearer token has to say beside when it is valid: RFC 7519, section 4.1. Immutable.
 *
 * @param issuer who must have issued it ({@code iss}); empty for whoever has a key
 * @param audience for whom it must be, among others ({@code aud}); empty for whomever
 */
public record TokenClaims(Optional<String> issuer, Optional<String> audience) {
    /** Whoever has a key may have issued it, for whomever. */
    public static final TokenClaims ANY = new TokenClaims(Optional.empty(), Optional.empty());

    boolean areIn(JWTClaimsSet claims) {
        return issuer.map(wanted -> wanted.equals(claims.getIssuer())).orElse(true)
                && audience.map(claims.getAudience()::contains).orElse(true);
    }
}
