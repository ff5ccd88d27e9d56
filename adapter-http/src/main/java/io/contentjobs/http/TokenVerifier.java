package io.contentjobs.http;

import io.contentjobs.http.headers.Sha256;
import io.contentjobs.http.security.SignedToken;
import io.contentjobs.http.security.Validity;
import io.contentjobs.http.security.VerifiedTokens;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Verifies bearer tokens: JWTs (RFC 7519) that one of the keys has signed and that have not expired. A signature check
 * can cost more than the rest of a poll, so the verifier keeps the result for valid tokens, and checks the times each
 * time. It does not keep invalid tokens, so many of them cannot displace valid ones. Thread-safe.
 */
public final class TokenVerifier {
    private final TokenClaims wanted;
    private final Clock clock;
    private volatile Trust trust;

    /**
     * @param wanted the required claims
     * @param clock the time for the expiry of tokens
     */
    public TokenVerifier(TokenKeys keys, TokenClaims wanted, Clock clock) {
        this.trust = Trust.in(keys);
        this.wanted = wanted;
        this.clock = clock;
    }

    /** Replaces the keys, and forgets the results for all tokens. */
    public void replaceKeys(TokenKeys keys) {
        trust = Trust.in(keys);
    }

    boolean accepts(String token) {
        long now = TimeUnit.MILLISECONDS.toSeconds(clock.millis());
        byte[] digest = Sha256.of(token.getBytes(StandardCharsets.UTF_8));
        Trust current = trust;
        Validity known = current.verified().find(digest);
        if (known != null) {
            return known.includes(now);
        }
        Optional<Validity> validity = SignedToken.validityOf(token, current.keys()::fitting, wanted::areIn)
                .filter(period -> period.includes(now));
        validity.ifPresent(period -> current.verified().put(digest, period, now));
        return validity.isPresent();
    }

    /** The keys, and the results for the tokens that they have signed. */
    private record Trust(TokenKeys keys, VerifiedTokens verified) {
        static Trust in(TokenKeys keys) {
            return new Trust(keys, new VerifiedTokens());
        }
    }
}
