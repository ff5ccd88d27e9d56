package io.contentjobs.http;

import io.contentjobs.http.security.SignedToken;
import io.contentjobs.http.security.Validity;
import io.contentjobs.http.security.VerifiedTokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tells which bearer tokens are valid: JWTs (RFC 7519) that one of the keys has signed and that have not expired. Checking a
 * signature can cost more than the rest of a poll, so valid tokens are remembered; the clock is asked each time. Invalid tokens
 * are not remembered: many of them cannot displace valid ones. Thread-safe.
 */
public final class TokenVerifier {
    private final TokenClaims wanted;
    private final Clock clock;
    private volatile Trust trust;

    /**
     * @param wanted the claims that tokens must have
     * @param clock says which tokens have expired
     */
    public TokenVerifier(TokenKeys keys, TokenClaims wanted, Clock clock) {
        this.trust = Trust.in(keys);
        this.wanted = wanted;
        this.clock = clock;
    }

    /** From now on tokens must be signed with one of these keys. What was remembered of tokens is forgotten. */
    public void replaceKeys(TokenKeys keys) {
        trust = Trust.in(keys);
    }

    boolean accepts(String token) {
        long now = TimeUnit.MILLISECONDS.toSeconds(clock.millis());
        byte[] digest = digestOf(token);
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

    private static byte[] digestOf(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java has it
        }
    }

    /** Keys, and the tokens that these have signed: tokens are remembered no longer than the keys are trusted. */
    private record Trust(TokenKeys keys, VerifiedTokens verified) {
        static Trust in(TokenKeys keys) {
            return new Trust(keys, new VerifiedTokens());
        }
    }
}
