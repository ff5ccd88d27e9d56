package io.contentjobs.redis;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.Pool;

/**
 * Batches, one round trip each: all its commands are written before the first reply is awaited, and each reply goes to
 * its caller as soon as it is there.
 *
 * <p>{@link #run} is called by one thread at a time, which owns the connection from borrowing to returning it.
 * {@link #expire} is called by another; all it does to the connection is to cut it, which makes the owner fail.
 */
final class Exchange {
    static final String TOO_SLOW = "Redis did not reply in time";
    /** Enough to spread a round trip thin, few enough that the last reply of a batch is not long in coming. */
    private static final int MAX_BATCH = 512;

    private static final PendingRead[] NOTHING = {};

    private final Supplier<? extends Pool<Connection>> pool;
    private final Faults faults;
    private final long timeoutNanos;

    private volatile PendingRead[] reads = NOTHING;
    private volatile @Nullable Connection inUse;
    private volatile long inUseSince;

    Exchange(Supplier<? extends Pool<Connection>> pool, Faults faults, long timeoutNanos) {
        this.pool = pool;
        this.faults = faults;
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

    /** Fails the reads whose time is up, and cuts a connection that has kept its owner for longer than that. */
    void expire(long now) {
        for (PendingRead read : reads) {
            if (read.isDue(now)) {
                read.fail(faults.outage(read.key, TOO_SLOW, null));
            }
        }
        Connection connection = inUse;
        if (connection != null && now - inUseSince > timeoutNanos) {
            cut(connection);
        }
    }

    private void runBatch(PendingRead[] all, int from, int to) {
        RuntimeException failure = attempt(all, from, to);
        if (failure instanceof JedisConnectionException && mayHaveGoneStale(failure)) {
            failure = attempt(all, from, to);
        }
        if (failure != null) {
            failRest(all, from, to, failure);
        }
    }

    /** Returns what ended the attempt early; null where each read of the batch is settled. */
    private @Nullable RuntimeException attempt(PendingRead[] all, int from, int to) {
        try (Connection connection = pool.get().getResource()) {
            inUseSince = System.nanoTime();
            inUse = connection;
            try {
                exchange(connection, all, from, to);
            } finally {
                inUse = null;
            }
            return null;
        } catch (RuntimeException failure) {
            return failure;
        }
    }

    private static void exchange(Connection connection, PendingRead[] all, int from, int to) {
        PendingRead[] sent = new PendingRead[to - from];
        int count = 0;
        for (int i = from; i < to; i++) {
            if (!all[i].isSettled()) {
                connection.sendCommand(all[i].command);
                sent[count++] = all[i];
            }
        }
        for (int i = 0; i < count; i++) {
            sent[i].reply(replyFrom(connection));
        }
    }

    /** An error reply is one read's own: it is handed on like any other. */
    private static @Nullable Object replyFrom(Connection connection) {
        try {
            return connection.getOne();
        } catch (JedisDataException errorReply) {
            return errorReply;
        }
    }

    /** A pooled connection may have died since it was used last. One that was too slow is no reason to ask again. */
    private static boolean mayHaveGoneStale(RuntimeException failure) {
        return !(failure.getCause() instanceof SocketTimeoutException)
                && !Thread.currentThread().isInterrupted();
    }

    private void failRest(PendingRead[] all, int from, int to, @Nullable RuntimeException failure) {
        for (int i = from; i < to; i++) {
            PendingRead read = all[i];
            if (!read.isSettled()) {
                read.fail(
                        failure == null
                                ? faults.outage(read.key, "Redis was not asked", null)
                                : faults.thrown(read.key, failure));
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
