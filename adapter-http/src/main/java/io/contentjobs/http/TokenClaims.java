package io.contentjobs.http;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Optional;

/**
 * The claims that a bearer token must have, beside the time in which it is valid: RFC 7519, section 4.1. Immutable.
 *
 * @param issuer the issuer ({@code iss}); empty for any that has a key
 * @param audience one of the audiences ({@code aud}); empty for any
 */
public record TokenClaims(Optional<String> issuer, Optional<String> audience) {
    /** Any issuer that has a key, any audience. */
    public static final TokenClaims ANY = new TokenClaims(Optional.empty(), Optional.empty());

    boolean areIn(JWTClaimsSet claims) {
        return issuer.map(wanted -> wanted.equals(claims.getIssuer())).orElse(true)
                && audience.map(claims.getAudience()::contains).orElse(true);
    }
}
