package io.contentjobs.redis.connect;

import io.contentjobs.domain.StoreUnavailableException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Turns error replies of Redis and exceptions of Jedis into the one exception that callers know. Each failure is counted, and logged by
 * {@link OutageLog}. Thread-safe.
 */
public final class RedisErrors implements AutoCloseable {
    private final RedisEvents events;
    private final OutageLog log;
    private volatile boolean closed;

    public RedisErrors() {
        this(RedisEvents.NONE);
    }

    /** @param events receives each failure */
    public RedisErrors(RedisEvents events) {
        this(events, RedisHosts.UNKNOWN);
    }

    /**
     * @param events receives each failure
     * @param hosts where Redis is, for the log
     */
    public RedisErrors(RedisEvents events, RedisHosts hosts) {
        this.events = events;
        this.log = new OutageLog(hosts);
    }

    /**
     * Returns the exception for a request of a record that Redis has not answered. It is neither counted nor logged.
     *
     * @param key the record's key, or a word for requests of several records
     */
    public static StoreUnavailableException unanswered(String key, String problem, @Nullable Throwable cause) {
        return new StoreUnavailableException(idIn(key), key, problem, cause);
    }

    /** Returns the id in a key: the text between the first colon of {@code job:…} and the next one, or after the last colon. */
    public static String idIn(String key) {
        int start = key.startsWith("job:") ? "job:".length() : key.lastIndexOf(':') + 1;
        int end = key.indexOf(':', start);
        return key.substring(start, end < 0 ? key.length() : end);
    }

    /** Returns what receives the failures, which is told of completed batches too. */
    public RedisEvents events() {
        return events;
    }

    /** Redis replied with an error instead of an answer: LOADING, BUSY, OOM, READONLY, NOAUTH or another one. */
    public StoreUnavailableException fromReply(String subject, JedisDataException error) {
        record(error);
        return unanswered(subject, "Redis replied " + error.getMessage(), error);
    }

    /** Counts and logs an error reply of which no caller is told. */
    public void record(JedisDataException error) {
        if (closed) {
            return;
        }
        events.failed(FailureKind.REFUSED);
        String message = String.valueOf(error.getMessage());
        if (isAccessError(error)) {
            log.accessRefused(message);
        } else {
            log.refused(message);
        }
    }

    /** Redis replied to PING with {@code reply}, which is an error or anything else but PONG. */
    public void pingFailed(@Nullable Object reply) {
        if (reply instanceof JedisDataException error) {
            record(error);
        } else {
            unavailable("PING", "Redis replied to PING with something else than PONG", null);
        }
    }

    /** Logs the begin or the end of an outage. A failed PING has been counted before. */
    public void pinged(boolean answered) {
        if (!closed) {
            log.pinged(answered);
        }
    }

    /** Failures are neither counted nor logged from now on: the store is being closed. */
    @Override
    public void close() {
        closed = true;
    }

    /**
     * Jedis threw {@code failure}. If the reason is an interrupted thread, which Jedis may report as a closed socket, the
     * thread's interrupt status is set again.
     */
    public StoreUnavailableException fromException(String subject, RuntimeException failure) {
        if (failure instanceof StoreUnavailableException already) {
            return already;
        }
        if (failure instanceof JedisDataException error) {
            return fromReply(subject, error);
        }
        if (Thread.currentThread().isInterrupted() || isInterruption(failure)) {
            Thread.currentThread().interrupt();
            return unanswered(subject, "interrupted", failure);
        }
        return unavailable(subject, "Redis could not be asked", failure);
    }

    /** The command was not sent, or Redis did not reply; {@code failure} is null where nothing was thrown. */
    public StoreUnavailableException unavailable(String subject, String problem, @Nullable Throwable failure) {
        boolean timeout = failure != null && RootCause.isTimeout(failure);
        return unavailable(timeout ? FailureKind.TIMED_OUT : FailureKind.UNREACHABLE, subject, problem, failure);
    }

    /** Redis did not reply in time. */
    public StoreUnavailableException timedOut(String subject) {
        return timedOut(subject, "Redis did not reply in time");
    }

    /** Redis was not found, or did not reply, in time. */
    public StoreUnavailableException timedOut(String subject, String problem) {
        return unavailable(FailureKind.TIMED_OUT, subject, problem, null);
    }

    /** There is no client yet, since connecting failed. */
    public StoreUnavailableException notFound(String subject, Throwable failure) {
        return RootCause.replyIn(failure)
                .map(error -> fromReply(subject, error))
                .orElseGet(() -> unavailable(subject, "no Redis is found", failure));
    }

    /** The command was not sent, since too many reads wait for Redis. */
    public StoreUnavailableException overload(String subject) {
        return unavailable(FailureKind.OVERLOADED, subject, "too many reads wait for Redis", null);
    }

    private StoreUnavailableException unavailable(
            FailureKind kind, String subject, String problem, @Nullable Throwable failure) {
        String message = failure == null ? problem : problem + ": " + log.reason(failure);
        if (!closed) {
            events.failed(kind);
            log.failed(kind, message, failure);
        }
        return unanswered(subject, message, failure);
    }

    /** NOAUTH, NOPERM (in a script too), WRONGPASS, a command before AUTH that is too long, a needless password. */
    private static boolean isAccessError(JedisDataException error) {
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
