package io.contentjobs.http;

import io.contentjobs.http.status.ResourceOptions;
import io.contentjobs.http.status.RetryAfter;
import java.time.Duration;

/**
 * The options of a server.
 *
 * @param host the name or address of the interface to listen on
 * @param port the port to listen on; 0 for a free one
 * @param pollInterval how long clients should pause between two polls; sent in whole seconds, rounded up
 * @param maxWait the longest wait of a request; in whole seconds, rounded down
 * @param maxWaiters how many requests may wait or stream at a time
 * @param idleTimeout the idle time after which a connection is closed; at min {@link #minIdleTimeout}, and longer than
 *     gateways keep their idle connections to this server
 * @param access which requests are accepted, and on which port
 * @param fastPath whether requests to the job-status resource are answered in front of Javalin, with the same bytes in
 *     less time; if not, each wait and each stream occupies a thread
 */
public record HttpOptions(
        String host,
        int port,
        Duration pollInterval,
        Duration maxWait,
        int maxWaiters,
        Duration idleTimeout,
        HttpAccess access,
        boolean fastPath) {
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(75);

    /** The time to write the response after a wait, before a connection counts as idle. */
    private static final Duration ANSWERING = Duration.ofSeconds(15);

    private static final int MAX_PORT = 65_535;

    /**
     * @throws IllegalArgumentException if the host is blank, the port is out of range, the interval is not positive, the
     *     wait is shorter than a second, the number of waiters is negative, or the idle timeout is too short
     */
    public HttpOptions {
        if (host.isBlank()) {
            throw new IllegalArgumentException("A server cannot listen on a blank host");
        }
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("A server cannot listen on port " + port);
        }
        var unused = new ResourceOptions(pollInterval, maxWait, maxWaiters);
        if (idleTimeout.compareTo(minIdleTimeout(maxWait)) < 0) {
            throw new IllegalArgumentException(
                    "The idle timeout " + idleTimeout + " is too short for waits of " + maxWait);
        }
    }

    /** Accepts all requests. */
    public HttpOptions(String host, int port, Duration pollInterval, Duration maxWait, int maxWaiters) {
        this(host, port, pollInterval, maxWait, maxWaiters, HttpAccess.OPEN);
    }

    /** Uses an idle timeout of 75 s, or a longer one if {@code maxWait} needs it. */
    public HttpOptions(
            String host, int port, Duration pollInterval, Duration maxWait, int maxWaiters, HttpAccess access) {
        this(host, port, pollInterval, maxWait, maxWaiters, defaultIdleTimeout(maxWait), access);
    }

    /** Uses the fast path. */
    public HttpOptions(
            String host,
            int port,
            Duration pollInterval,
            Duration maxWait,
            int maxWaiters,
            Duration idleTimeout,
            HttpAccess access) {
        this(host, port, pollInterval, maxWait, maxWaiters, idleTimeout, access, true);
    }

    /** Returns the shortest idle timeout for requests that wait for {@code maxWait}. */
    public static Duration minIdleTimeout(Duration maxWait) {
        return maxWait.plus(ANSWERING);
    }

    private static Duration defaultIdleTimeout(Duration maxWait) {
        Duration min = minIdleTimeout(maxWait);
        return min.compareTo(IDLE_TIMEOUT) > 0 ? min : IDLE_TIMEOUT;
    }

    /** Returns these options without the fast path: all requests pass through Javalin's routes. */
    public HttpOptions withoutFastPath() {
        return new HttpOptions(host, port, pollInterval, maxWait, maxWaiters, idleTimeout, access, false);
    }

    ResourceOptions resource() {
        return new ResourceOptions(pollInterval, maxWait, maxWaiters);
    }

    /** Returns the interval as the value of {@code Retry-After}. */
    String pollIntervalSeconds() {
        return RetryAfter.seconds(pollInterval);
    }
}
