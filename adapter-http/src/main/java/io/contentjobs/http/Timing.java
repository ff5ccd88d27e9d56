package io.contentjobs.http;

import io.contentjobs.http.status.ResourceOptions;
import java.time.Duration;

/**
 * How long things may take.
 *
 * @param idle how long a connection may be silent
 * @param heartbeat how long a stream may be silent; a client that has gone is found out by the second heartbeat
 * @param outagePause how long a stream leaves a store in peace that could not be asked
 */
record Timing(Duration idle, Duration heartbeat, Duration outagePause) {
    static final Timing DEFAULT = new Timing(Duration.ofSeconds(75), Duration.ofSeconds(5), Duration.ofSeconds(2));

    /** Returns the options with what of this concerns the resource. */
    ResourceOptions applyTo(ResourceOptions options) {
        return new ResourceOptions(
                options.pollInterval(), options.maxWait(), options.maxWaiters(), heartbeat, outagePause);
    }

    /** Returns the usual, with another idle time-out. */
    static Timing withIdle(Duration idle) {
        return new Timing(idle, DEFAULT.heartbeat, DEFAULT.outagePause);
    }
}
