package io.contentjobs.http;

import io.contentjobs.http.status.ResourceOptions;
import io.contentjobs.http.status.RetryAfter;
import java.time.Duration;

/**
 * How to serve.
 *
 * @param host the name or address of the interface to listen on
 * @param port the port to listen on; 0 for any free one
 * @param pollInterval how long clients are asked to wait between two polls; told in whole seconds, rounded up
 * @param maxWait how long a client may wait for an answer; in whole seconds, rounded down
 * @param maxWaiters how many clients may wait or stream at once; on Java 17 each of them costs a thread
 * @param idleTimeout how long a connection may be silent; at least {@link #leastIdleTimeout}, and longer than gateways
 *     keep their idle connections to this server
 * @param access who may ask what, and where
 * @param fastPath whether plain polls are answered in front of Javalin: the same bytes for less
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

    /** So that a connection whose request waits is not taken for an idle one, and its answer still gets through. */
    private static final Duration ANSWERING = Duration.ofSeconds(15);

    private static final int MAX_PORT = 65_535;

    /**
     * @throws IllegalArgumentException if the host is blank, the port is none, the interval is not positive, the wait is
     *     shorter than a second, the number of waiters is negative, or the idle time-out is too short
     */
    public HttpOptions {
        if (host.isBlank()) {
            throw new IllegalArgumentException("A server cannot listen on a blank host");
        }
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("A server cannot listen on port " + port);
        }
        var unused = new ResourceOptions(pollInterval, maxWait, maxWaiters);
        if (idleTimeout.compareTo(leastIdleTimeout(maxWait)) < 0) {
            throw new IllegalArgumentException(
                    "Connections cannot be closed after " + idleTimeout + " where requests wait for " + maxWait);
        }
    }

    /** Lets everybody ask everything. */
    public HttpOptions(String host, int port, Duration pollInterval, Duration maxWait, int maxWaiters) {
        this(host, port, pollInterval, maxWait, maxWaiters, HttpAccess.OPEN);
    }

    /** Lets connections be silent for 75 s, or for longer where requests wait for longer. */
    public HttpOptions(
            String host, int port, Duration pollInterval, Duration maxWait, int maxWaiters, HttpAccess access) {
        this(host, port, pollInterval, maxWait, maxWaiters, defaultIdleTimeout(maxWait), access);
    }

    /** Answers plain polls in front of Javalin. */
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

    /** Returns the shortest idle time-out with which a request may wait for {@code maxWait}. */
    public static Duration leastIdleTimeout(Duration maxWait) {
        return maxWait.plus(ANSWERING);
    }

    private static Duration defaultIdleTimeout(Duration maxWait) {
        Duration least = leastIdleTimeout(maxWait);
        return least.compareTo(IDLE_TIMEOUT) > 0 ? least : IDLE_TIMEOUT;
    }

    /** Returns these, but that polls take the way of all requests, through Javalin's routes. */
    public HttpOptions withoutFastPath() {
        return new HttpOptions(host, port, pollInterval, maxWait, maxWaiters, idleTimeout, access, false);
    }

    ResourceOptions resource() {
        return new ResourceOptions(pollInterval, maxWait, maxWaiters);
    }

    /** Returns the interval as {@code Retry-After} tells it. */
    String pollIntervalSeconds() {
        return RetryAfter.seconds(pollInterval);
    }
}
