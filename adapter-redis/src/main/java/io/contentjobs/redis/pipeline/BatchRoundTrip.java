package io.contentjobs.redis.pipeline;

import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.connect.BoundedConnection;
import io.contentjobs.redis.connect.LentConnection;
import io.contentjobs.redis.connect.RedisErrors;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.Pool;

/**
 * Batches, one round trip each: all its commands are written before the first reply is awaited, and each reply goes to
 * its caller as soon as it is there.
 *
 * <p>{@link #run} and {@link #tryOnce} are called by one thread at a time, which owns the connection from borrowing to
 * returning it. {@link #expire} is called by another. It may take the connection away, and cut it: whoever takes it out
 * of {@link #inUse} decides what becomes of it, so that a connection is never cut when it is somebody else's by now,
 * and one that was cut, which Jedis would open again without logging in, is neither believed nor kept.
 */
public final class BatchRoundTrip {
    /** Enough to spread a round trip thin, few enough that the last reply of a batch is not long in coming. */
    private static final int MAX_BATCH = 512;

    private static final PendingRead[] NOTHING = {};

    private final Supplier<? extends Pool<Connection>> pool;
    private final RedisErrors errors;
    private final long timeoutNanos;
    private final AtomicReference<@Nullable Connection> inUse = new AtomicReference<>();
    private volatile PendingRead[] reads = NOTHING;
    private volatile long inUseSince;

    public BatchRoundTrip(Supplier<? extends Pool<Connection>> pool, RedisErrors errors, long timeoutNanos) {
        this.pool = pool;
        this.errors = errors;
        this.timeoutNanos = timeoutNanos;
    }

    /** Settles every one of {@code all}, whatever happens. */
    void run(PendingRead[] all) {
        reads = all;
        try {
            for (int from = 0; from < all.length; from += MAX_BATCH) {
                runBatch(all, from, Math.min(from + MAX_BATCH, all.length));
            }
        } finally {
            failRest(all, 0, all.length, null);
            reads = NOTHING;
        }
    }

    /** Settles the read, unless the pooled connection proves to have died, which says nothing of Redis. */
    void tryOnce(PendingRead read) {
        PendingRead[] one = {read};
        reads = one;
        try {
            RuntimeException failure = attempt(one, 0, 1);
            if (failure != null && !isStale(failure)) {
                failRest(one, 0, 1, failure);
            }
        } finally {
            reads = NOTHING;
        }
    }

    /** Fails the reads whose time is up, and cuts a connection that has kept its owner for longer than that. */
    void expire(long now, Function<String, StoreUnavailableException> failure) {
        for (PendingRead read : reads) {
            read.failIfDue(now, failure);
        }
        Connection connection = inUse.get();
        if (connection != null && now - inUseSince > timeoutNanos && inUse.compareAndSet(connection, null)) {
            cut(connection);
        }
    }

    private void runBatch(PendingRead[] all, int from, int to) {
        RuntimeException failure = attempt(all, from, to);
        if (failure != null && isStale(failure)) {
            // Where one pooled connection has died, the others have, too.
            dropIdleConnections();
            failure = attempt(all, from, to);
        }
        if (failure != null) {
            failRest(all, from, to, failure);
        }
    }

    private void dropIdleConnections() {
        try {
            pool.get().clear();
        } catch (RuntimeException noPool) {
            return; // as the next attempt will say
        }
    }

    /** Returns what ended the attempt early; null where each read of the batch is settled. */
    private @Nullable RuntimeException attempt(PendingRead[] all, int from, int to) {
        if (areSettled(all, from, to)) {
            return null;
        }
        try {
            LentConnection lent = LentConnection.of(pool.get());
            try {
                exchange(lent, all, from, to);
            } finally {
                lent.giveBack();
            }
            return null;
        } catch (RuntimeException failure) {
            return failure;
        }
    }

    private void exchange(LentConnection lent, PendingRead[] all, int from, int to) {
        Connection connection = lent.connection();
        inUseSince = System.nanoTime();
        inUse.set(connection);
        boolean complete = false;
        try {
            PendingRead[] sent = new PendingRead[to - from];
            int count = 0;
            for (int i = from; i < to; i++) {
                if (!all[i].isSettled()) {
                    requireOwned(connection);
                    connection.sendCommand(all[i].command);
                    sent[count++] = all[i];
                }
            }
            for (int i = 0; i < count; i++) {
                Object reply = replyFrom(lent, sent[i].command);
                requireOwned(connection);
                sent[i].reply(reply);
            }
            complete = true;
            errors.events().batchCompleted(count, System.nanoTime() - inUseSince);
        } finally {
            boolean owned = inUse.compareAndSet(connection, null);
            if (!owned || !complete) {
                connection.setBroken();
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // this very connection, not one like it
    private void requireOwned(Connection connection) {
        if (inUse.get() != connection) {
            throw new JedisConnectionException(
                    "The connection was cut: no reply in time", new SocketTimeoutException());
        }
    }

    /** An error reply is one read's own: it is handed on like any other. */
    private static @Nullable Object replyFrom(LentConnection lent, CommandArguments command) {
        try {
            return BoundedConnection.reply(lent.connection(), command);
        } catch (JedisDataException errorReply) {
            lent.heed(errorReply);
            return errorReply;
        }
    }

    /** A pooled connection may have died since it was used last. One that was too slow is no reason to ask again. */
    private static boolean isStale(RuntimeException failure) {
        return failure instanceof JedisConnectionException
                && !(failure.getCause() instanceof SocketTimeoutException)
                && !Thread.currentThread().isInterrupted();
    }

    private static boolean areSettled(PendingRead[] all, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!all[i].isSettled()) {
                return false;
            }
        }
        return true;
    }

    private void failRest(PendingRead[] all, int from, int to, @Nullable RuntimeException failure) {
        for (int i = from; i < to; i++) {
            PendingRead read = all[i];
            if (!read.isSettled()) {
                read.fail(
                        failure == null
                                ? errors.unavailable(read.key, "Redis was not asked", null)
                                : errors.fromException(read.key, failure));
            }
        }
    }

    private static void cut(Connection connection) {
        try {
            connection.forceDisconnect();
        } catch (IOException alreadyGone) {
            connection.setBroken();
        }
    }
}
