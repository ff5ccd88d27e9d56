package io.contentjobs.http.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The header of a token, before its signature has been checked.
 *
 * @param algorithm the algorithm of the signature
 * @param keyId the name of the key; null if it has none
 */
public record TokenHeader(JWSAlgorithm algorithm, @Nullable String keyId) {
    /** RFC 7519, section 5.1, and RFC 9068, section 2.1. Other types of tokens of the same issuer do not grant access. */
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    /** Returns the header; empty if the token does not grant access, or has a critical parameter: none is supported. */
    public static Optional<TokenHeader> of(JWSHeader header) {
        JOSEObjectType type = header.getType();
        boolean grantsAccess = type == null || TYPES.contains(type.getType().toLowerCase(Locale.ROOT));
        boolean isPlain = header.getCriticalParams() == null && header.isBase64URLEncodePayload();
        return grantsAccess && isPlain
                ? Optional.of(new TokenHeader(header.getAlgorithm(), header.getKeyID()))
                : Optional.empty();
    }
}
