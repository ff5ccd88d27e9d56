package io.contentjobs.redis;

import io.contentjobs.domain.StoreUnavailableException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Turns what Redis replies or Jedis throws into the one exception that callers know, counts it, and has it logged by
 * {@link OutageLog}. Thread-safe.
 */
final class Faults implements AutoCloseable {
    private final RedisListener listener;
    private final OutageLog log;
    private volatile boolean closed;

    Faults() {
        this(RedisListener.NONE);
    }

    /** @param listener is told of each fault */
    Faults(RedisListener listener) {
        this(listener, RedisHosts.UNKNOWN);
    }

    /**
     * @param listener is told of each fault
     * @param hosts where Redis is, for the log
     */
    Faults(RedisListener listener, RedisHosts hosts) {
        this.listener = listener;
        this.log = new OutageLog(hosts);
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
        if (closed) {
            return;
        }
        listener.failed(RedisFailure.REFUSED);
        String message = String.valueOf(error.getMessage());
        if (isRefusal(error)) {
            log.accessRefused(message);
        } else {
            log.refused(message);
        }
    }

    /** Redis did not reply to a PING as it should: {@code reply} is the error, or whatever else it sent. */
    void pingFailed(@Nullable Object reply) {
        if (reply instanceof JedisDataException error) {
            note(error);
        } else {
            outage("PING", "Redis replied to PING with something else than PONG", null);
        }
    }

    /** Redis answered a PING, or did not; the latter has been counted already. */
    void pinged(boolean answered) {
        if (!closed) {
            log.pinged(answered);
        }
    }

    /** From now on no fault is counted or logged: whoever ends the store knows why reads and writes fail. */
    @Override
    public void close() {
        closed = true;
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
        return outage(subject, "Redis could not be asked", failure);
    }

    /** Redis was not asked, or did not reply; {@code failure} is null where nothing was thrown, as in a time-out. */
    StoreUnavailableException outage(String subject, String problem, @Nullable Throwable failure) {
        boolean slow = problem.equals(Exchange.TOO_SLOW) || (failure != null && RootCause.isTimeout(failure));
        return unavailable(slow ? RedisFailure.TIMED_OUT : RedisFailure.UNREACHABLE, subject, problem, failure);
    }

    /** Redis was not found, or not connected to, in time. */
    StoreUnavailableException timeout(String subject, String problem, @Nullable Throwable failure) {
        return unavailable(RedisFailure.TIMED_OUT, subject, problem, failure);
    }

    /** There is no client yet, since connecting failed. */
    StoreUnavailableException notFound(String subject, Throwable failure) {
        return RootCause.replyIn(failure)
                .map(error -> replied(subject, error))
                .orElseGet(() -> outage(subject, "no Redis is found", failure));
    }

    /** Redis was not asked, since too many reads wait for it. */
    StoreUnavailableException overload(String subject) {
        return unavailable(RedisFailure.OVERLOADED, subject, "too many reads wait for Redis", null);
    }

    private StoreUnavailableException unavailable(
            RedisFailure why, String subject, String problem, @Nullable Throwable failure) {
        String said = failure == null ? problem : problem + ": " + log.reason(failure);
        if (!closed) {
            listener.failed(why);
            log.failed(why, said, failure);
        }
        return new StoreUnavailableException(subject, said, failure);
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

    private static boolean isInterruption(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }
}
