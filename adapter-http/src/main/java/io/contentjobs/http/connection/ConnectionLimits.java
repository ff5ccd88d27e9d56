package io.contentjobs.http.connection;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The limits for the number of connections and for the time of each phase of a connection.
 *
 * @param served how many connections are served at a time
 * @param refused how many more get a 503; further connections are closed without a response
 * @param head the time for the headers of a request: from its first byte, or from the opening of the connection for the
 *     first request
 * @param answer the time in which the client must read {@code answerBytes} of a response, while more is left
 * @param answerBytes so small that a slow client gets the whole response, and so large that a client that reads only a
 *     byte now and then does not
 * @param idle the idle time between two requests
 * @param checkInterval how often all connections are checked
 */
public record ConnectionLimits(
        int served,
        int refused,
        Duration head,
        Duration answer,
        long answerBytes,
        Duration idle,
        Duration checkInterval) {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimits.class);

    /** Connections of clients that poll, in addition to those that wait. */
    private static final int POLLING = 4_096;

    private static final int REFUSED = 256;

    /** Files for other purposes: refused connections, Redis, jars, logs. */
    private static final int OTHER_FILES = REFUSED + 256;

    private static final int MANAGEMENT = 64;
    private static final Duration HEAD = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final long ANSWER_BYTES = 1_024;
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    /**
     * Returns the limits of a server with that number of waiters; fewer connections if the process may open few files.
     */
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
        return new ConnectionLimits(served, REFUSED, HEAD, ANSWER, ANSWER_BYTES, idle, CHECK_INTERVAL);
    }

    /** Returns the limits of the management port. */
    public static ConnectionLimits ofManagement(Duration idle) {
        return new ConnectionLimits(MANAGEMENT, 0, HEAD, ANSWER, ANSWER_BYTES, idle, CHECK_INTERVAL);
    }

    private static long maxFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
