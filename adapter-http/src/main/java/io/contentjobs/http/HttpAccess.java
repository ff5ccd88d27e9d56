package io.contentjobs.http;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which requests a server accepts, and on which port.
 *
 * @param tokens verifies the bearer tokens that requests below {@code /api/} need; empty if they need none
 * @param origins the other origins whose pages may read the responses of the API; empty for none
 * @param managementPort the only port for {@code /health/} and {@code /metrics}, 0 for a free one; empty if they are on
 *     the main port
 * @param hosts the hosts that requests may name; empty for any
 */
public record HttpAccess(
        Optional<TokenVerifier> tokens,
        Optional<CorsOrigins> origins,
        OptionalInt managementPort,
        Optional<AllowedHosts> hosts) {
    /** Accepts all requests. */
    public static final HttpAccess OPEN = new HttpAccess(Optional.empty(), Optional.empty(), OptionalInt.empty());

    private static final int MAX_PORT = 65_535;

    /** Accepts any host. */
    public HttpAccess(Optional<TokenVerifier> tokens, Optional<CorsOrigins> origins, OptionalInt managementPort) {
        this(tokens, origins, managementPort, Optional.empty());
    }

    /** @throws IllegalArgumentException if the port is out of range */
    public HttpAccess {
        if (managementPort.isPresent() && (managementPort.getAsInt() < 0 || managementPort.getAsInt() > MAX_PORT)) {
            throw new IllegalArgumentException("A server cannot listen on port " + managementPort.getAsInt());
        }
    }
}
