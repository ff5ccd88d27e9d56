package io.contentjobs.redis;

import io.contentjobs.domain.StoreUnavailableException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Makes of whatever Redis or Jedis complain of the one exception that callers know. An outage fails every request, so it
 * is logged at most every 30 s; that access is refused, at most every 30 s too, but never drowned by the rest.
 */
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final AtomicLong nextOutage = new AtomicLong(System.nanoTime());
    private final AtomicLong nextRefusal = new AtomicLong(System.nanoTime());

    /** Redis replied with an error that is no answer: LOADING, BUSY, OOM, READONLY, NOAUTH, or whatever else. */
    StoreUnavailableException replied(String subject, JedisDataException error) {
        if (isRefusal(error)) {
            if (isDue(nextRefusal)) {
                LOG.error("Redis refuses access, check user, password and permissions: {}", error.getMessage());
            }
        } else if (isDue(nextOutage)) {
            LOG.warn("Redis cannot serve: {}", error.getMessage());
        }
        return new StoreUnavailableException(subject, "Redis replied " + error.getMessage(), error);
    }

    /**
     * Jedis threw. Where a thread's interruption was behind it, which may well say no more than that a socket was closed,
     * the thread is interrupted again.
     */
    StoreUnavailableException thrown(String subject, RuntimeException failure) {
        if (failure instanceof StoreUnavailableException already) {
            return already;
        }
        if (failure instanceof JedisDataException error) {
            return replied(subject, error);
        }
        if (Thread.currentThread().isInterrupted() || isInterruption(failure)) {
            Thread.currentThread().interrupt();
            return new StoreUnavailableException(subject, "interrupted", failure);
        }
        return outage(subject, "Redis could not be asked: " + failure.getMessage(), failure);
    }

    /** Redis was not asked, or did not reply; {@code failure} is null where nothing was thrown, as in a time-out. */
    StoreUnavailableException outage(String subject, String problem, @Nullable Throwable failure) {
        if (isDue(nextOutage)) {
            LOG.warn("{}", problem);
        }
        return new StoreUnavailableException(subject, problem, failure);
    }

    /** NOAUTH, NOPERM, WRONGPASS; a long command before the password; a password that is not wanted. */
    private static boolean isRefusal(JedisDataException error) {
        String message = error.getMessage();
        return error instanceof JedisAccessControlException
                || (message != null && (message.contains("unauthenticated") || message.startsWith("ERR AUTH")));
    }

    private static boolean isInterruption(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDue(AtomicLong next) {
        long now = System.nanoTime();
        long due = next.get();
        return now - due >= 0 && next.compareAndSet(due, now + QUIET_NANOS);
    }
}
