package io.contentjobs.http.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token says of itself, and nobody has confirmed yet.
 *
 * @param algorithm what it says to be signed with
 * @param keyId the name of the key, if it tells one
 */
public record TokenHeader(JWSAlgorithm algorithm, @Nullable String keyId) {
    /** RFC 7519, section 5.1, and RFC 9068, section 2.1. Other tokens of the same issuer are for something else. */
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    /** Returns it; nothing if the token is none that grants access, or wants something to be understood that is not here. */
    public static Optional<TokenHeader> of(JWSHeader header) {
        JOSEObjectType type = header.getType();
        boolean grantsAccess = type == null || TYPES.contains(type.getType().toLowerCase(Locale.ROOT));
        boolean isPlain = header.getCriticalParams() == null && header.isBase64URLEncodePayload();
        return grantsAccess && isPlain
                ? Optional.of(new TokenHeader(header.getAlgorithm(), header.getKeyID()))
                : Optional.empty();
    }
}
