package io.contentjobs.http.status;

import java.time.Duration;

/**
 * The options of the resource.
 *
 * @param pollInterval how long clients should pause between two polls; sent in whole seconds, rounded up
 * @param maxWait the longest wait of a request; in whole seconds, rounded down
 * @param maxWaiters how many requests may wait or stream at a time
 * @param heartbeat the interval of the heartbeats on a stream; the second one after a disconnect fails
 */
public record ResourceOptions(Duration pollInterval, Duration maxWait, int maxWaiters, Duration heartbeat) {
    public static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /**
     * @throws IllegalArgumentException if the interval or the heartbeat is not positive, the wait is shorter than a second,
     *     or the number of waiters is negative
     */
    public ResourceOptions {
        if (pollInterval.isNegative() || pollInterval.isZero()) {
            throw new IllegalArgumentException("The poll interval cannot be " + pollInterval);
        }
        if (maxWait.toSeconds() < 1) {
            throw new IllegalArgumentException("The longest wait cannot be " + maxWait);
        }
        if (maxWaiters < 0) {
            throw new IllegalArgumentException("The number of waiters cannot be " + maxWaiters);
        }
        if (heartbeat.isNegative() || heartbeat.isZero()) {
            throw new IllegalArgumentException("The heartbeat cannot be " + heartbeat);
        }
    }

    /** Uses the default heartbeat. */
    public ResourceOptions(Duration pollInterval, Duration maxWait, int maxWaiters) {
        this(pollInterval, maxWait, maxWaiters, HEARTBEAT);
    }

    /** Returns a copy with another heartbeat. */
    public ResourceOptions withHeartbeat(Duration other) {
        return new ResourceOptions(pollInterval, maxWait, maxWaiters, other);
    }
}
