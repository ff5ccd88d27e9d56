package io.contentjobs.http.connection;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many connections there may be, and how long each may take.
 *
 * @param served how many are served at once
 * @param refused how many more are answered 503; further connections are closed unanswered
 * @param head how long the headers of a request may take: since its first byte, or since the connection was opened if it is
 *     the first on it
 * @param answer how long the client may take to read {@code answerBytes} of what it is answered, while there is more
 * @param answerBytes few, so that a slow client is served to the end, but one that reads a byte now and then is not
 *     served for ever
 * @param idle how long a connection may be silent, and so how long the next request may take to begin
 * @param look how often all connections are checked
 */
public record ConnectionLimits(
        int served, int refused, Duration head, Duration answer, long answerBytes, Duration idle, Duration look) {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimits.class);

    /** Connections of clients that poll, beside those that wait. */
    private static final int POLLING = 4_096;

    private static final int REFUSED = 256;

    /** Files other than the connections that are served: refused connections, Redis, jars, logs. */
    private static final int OTHER_FILES = REFUSED + 256;

    private static final int MANAGEMENT = 64;
    private static final Duration HEAD = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final long ANSWER_BYTES = 1_024;
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Returns the limits of a server on which so many may wait, as far as this process may open files. */
    public static ConnectionLimits of(int maxWaiters, Duration idle) {
        return of(maxWaiters, idle, maxFiles());
    }

    static ConnectionLimits of(int maxWaiters, Duration idle, long maxFiles) {
        long wanted = (long) maxWaiters + POLLING;
        long possible = Math.max(maxFiles - OTHER_FILES, maxFiles / 2);
        if (possible < wanted) {
            LOG.warn(
                    "At most {} connections are served, not {}: this process may open only {} files",
                    possible,
                    wanted,
                    maxFiles);
        }
        int served = (int) Math.min(Math.min(wanted, possible), Integer.MAX_VALUE);
        return new ConnectionLimits(served, REFUSED, HEAD, ANSWER, ANSWER_BYTES, idle, LOOK);
    }

    /** Returns the limits of the management port. */
    public static ConnectionLimits ofManagement(Duration idle) {
        return new ConnectionLimits(MANAGEMENT, 0, HEAD, ANSWER, ANSWER_BYTES, idle, LOOK);
    }

    private static long maxFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
