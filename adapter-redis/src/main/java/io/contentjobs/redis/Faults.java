package io.contentjobs.redis;

import io.contentjobs.domain.StoreUnavailableException;
import java.net.SocketTimeoutException;
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
    private final RedisListener listener;

    Faults() {
        this(RedisListener.NONE);
    }

    /** @param listener is told of each fault */
    Faults(RedisListener listener) {
        this.listener = listener;
    }

    /** Returns who is told of faults, to be told of what goes well, too. */
    RedisListener listener() {
        return listener;
    }

    /** Redis replied with an error that is no answer: LOADING, BUSY, OOM, READONLY, NOAUTH, or whatever else. */
    StoreUnavailableException replied(String subject, JedisDataException error) {
        note(error);
        return new StoreUnavailableException(subject, "Redis replied " + error.getMessage(), error);
    }

    /** As {@link #replied}, where no caller is told. */
    void note(JedisDataException error) {
        listener.failed(RedisFailure.REFUSED);
        if (isRefusal(error)) {
            if (isDue(nextRefusal)) {
                LOG.error("Redis refuses access, check user, password and permissions: {}", error.getMessage());
            }
        } else if (isDue(nextOutage)) {
            LOG.warn("Redis cannot serve: {}", error.getMessage());
        }
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
        listener.failed(isSlowness(problem, failure) ? RedisFailure.TIMED_OUT : RedisFailure.UNREACHABLE);
        return unavailable(subject, problem, failure);
    }

    /** Redis was not asked, since too many reads wait for it. */
    StoreUnavailableException overload(String subject) {
        listener.failed(RedisFailure.OVERLOADED);
        return unavailable(subject, "too many reads wait for Redis", null);
    }

    private StoreUnavailableException unavailable(String subject, String problem, @Nullable Throwable failure) {
        if (isDue(nextOutage)) {
            LOG.warn("{}", problem);
        }
        return new StoreUnavailableException(subject, problem, failure);
    }

    /** NOAUTH, NOPERM, in a script too, WRONGPASS; a long command before the password; a password that is not wanted. */
    private static boolean isRefusal(JedisDataException error) {
        String message = error.getMessage();
        return error instanceof JedisAccessControlException
                || (message != null
                        && (message.contains("unauthenticated")
                                || message.startsWith("ERR AUTH")
                                || message.startsWith("ERR The user executing the script can't")));
    }

    private static boolean isSlowness(String problem, @Nullable Throwable failure) {
        boolean slow = problem.equals(Exchange.TOO_SLOW);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            slow |= cause instanceof SocketTimeoutException;
        }
        return slow;
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
