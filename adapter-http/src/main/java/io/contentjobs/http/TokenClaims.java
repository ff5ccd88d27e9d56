package io.contentjobs.http;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Optional;

/**
 * The required claims of a bearer token, besides its times: RFC 7519, section 4.1. Immutable.
 *
 * @param issuer the required issuer ({@code iss}); empty for any
 * @param audience the required audience ({@code aud}), of which a token may have several; empty for any
 */
public record TokenClaims(Optional<String> issuer, Optional<String> audience) {
    /** Accepts any issuer and audience. */
    public static final TokenClaims ANY = new TokenClaims(Optional.empty(), Optional.empty());

    boolean areIn(JWTClaimsSet claims) {
        return issuer.map(wanted -> wanted.equals(claims.getIssuer())).orElse(true)
                && audience.map(claims.getAudience()::contains).orElse(true);
    }
}
