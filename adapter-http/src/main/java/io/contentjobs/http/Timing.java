package io.contentjobs.http;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param idle how long a connection may be silent
 * @param heartbeat how long a stream may be
 * @param clientCheck how often it is looked who has gone; that is found at the second look at the latest
 * @param patience how long a stream's client may take to make room for what it is told
 * @param outagePause how long a stream leaves a store in peace that could not be asked
 */
record Timing(Duration idle, Duration heartbeat, Duration clientCheck, Duration patience, Duration outagePause) {
    /** Silence is longer than gateways keep their idle connections: it is they who close them, and not under a request. */
    static final Timing DEFAULT = new Timing(
            Duration.ofSeconds(75),
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2));

    private static final Duration ANSWERING = Duration.ofSeconds(15);

    /** Returns the usual, but that a connection is not silent for too long before its request has been waited with. */
    static Timing outlasting(Duration maxWait) {
        Duration longest = maxWait.plus(ANSWERING);
        return new Timing(
                longest.compareTo(DEFAULT.idle) > 0 ? longest : DEFAULT.idle,
                DEFAULT.heartbeat,
                DEFAULT.clientCheck,
                DEFAULT.patience,
                DEFAULT.outagePause);
    }
}
