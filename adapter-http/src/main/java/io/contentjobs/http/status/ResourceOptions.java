package io.contentjobs.http.status;

import java.time.Duration;

/**
 * How the resource serves.
 *
 * @param pollInterval how long clients are asked to wait between two polls; told in whole seconds, rounded up
 * @param maxWait the longest that a client may wait for an answer; in whole seconds, rounded down
 * @param maxWaiters how many clients may wait or stream at once; each of them holds a thread
 * @param heartbeat how long a stream may be silent; its client is missed at the second heartbeat after it has gone
 * @param outagePause how long a stream waits before it asks a store again that could not be asked
 */
public record ResourceOptions(
        Duration pollInterval, Duration maxWait, int maxWaiters, Duration heartbeat, Duration outagePause) {
    public static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(2);

    /**
     * @throws IllegalArgumentException if the interval or the heartbeat is not positive, the wait is shorter than a second,
     *     or the number of waiters is negative
     */
    public ResourceOptions {
        if (pollInterval.isNegative() || pollInterval.isZero()) {
            throw new IllegalArgumentException("Clients cannot be asked to wait for " + pollInterval);
        }
        if (maxWait.toSeconds() < 1) {
            throw new IllegalArgumentException("Nobody can wait for at most " + maxWait);
        }
        if (maxWaiters < 0) {
            throw new IllegalArgumentException("There cannot be " + maxWaiters + " who wait");
        }
        if (heartbeat.isNegative() || heartbeat.isZero()) {
            throw new IllegalArgumentException("A heartbeat cannot come every " + heartbeat);
        }
    }

    /** With the usual heartbeat. */
    public ResourceOptions(Duration pollInterval, Duration maxWait, int maxWaiters) {
        this(pollInterval, maxWait, maxWaiters, HEARTBEAT, OUTAGE_PAUSE);
    }

    /** Returns these with another heartbeat. */
    public ResourceOptions withHeartbeat(Duration other) {
        return new ResourceOptions(pollInterval, maxWait, maxWaiters, other, outagePause);
    }
}
