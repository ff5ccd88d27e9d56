package io.contentjobs.http;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which requests are answered, and on which port.
 *
 * @param tokens tells which tokens are valid, without one of which nobody is answered below {@code /api/}; empty if no token
 *     is needed
 * @param origins the origins whose pages may read the API's answers; empty if it is this server's alone
 * @param managementPort the port on which, and on no other, {@code /health/} and {@code /metrics} are served, 0 for any free
 *     one; empty if they are on the port of everything else
 * @param hosts the hosts under which this server answers; empty if under any
 */
public record HttpAccess(
        Optional<TokenVerifier> tokens,
        Optional<CorsOrigins> origins,
        OptionalInt managementPort,
        Optional<AllowedHosts> hosts) {
    /** Everybody may ask everything. */
    public static final HttpAccess OPEN = new HttpAccess(Optional.empty(), Optional.empty(), OptionalInt.empty());

    private static final int MAX_PORT = 65_535;

    /** Answers under any host. */
    public HttpAccess(Optional<TokenVerifier> tokens, Optional<CorsOrigins> origins, OptionalInt managementPort) {
        this(tokens, origins, managementPort, Optional.empty());
    }

    /** @throws IllegalArgumentException if the port is none */
    public HttpAccess {
        if (managementPort.isPresent() && (managementPort.getAsInt() < 0 || managementPort.getAsInt() > MAX_PORT)) {
            throw new IllegalArgumentException("A server cannot listen on port " + managementPort.getAsInt());
        }
    }
}
