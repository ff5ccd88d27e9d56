package io.contentjobs.redis.pipeline;

import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.connect.BoundedConnection;
import io.contentjobs.redis.connect.LentConnection;
import io.contentjobs.redis.connect.RedisErrors;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.Pool;

/**
 * Sends batches of reads. A batch is one round trip: all its commands are written before the first reply is read, and each
 * caller gets its reply at once.
 *
 * <p>One thread at a time calls {@link #run}; it owns the connection from borrowing to returning it. The watch calls
 * {@link #expire}, which cuts the connection of a round trip that takes too long. Each round trip has a number: owner and
 * watch compare-and-set {@link #roundTrip}, and the one that succeeds decides. So the watch never cuts a later round trip
 * on the same connection, and a connection that was cut, which Jedis would open again without a login, is not used again.
 */
final class BatchRoundTrip {
    /** Reads in one round trip: more save no time, and delay the last reply. */
    private static final int MAX_BATCH = 512;

    private static final CommandArguments ASKING = new CommandArguments(Command.ASKING);

    private static final PendingRead[] NOTHING = {};
    private static final long NONE = 0;

    private final Supplier<? extends Pool<Connection>> pool;
    private final RedisErrors errors;
    private final long timeoutNanos;
    private final boolean onCallersThread;
    /** The number of round trips begun and ended: odd while one is under way. */
    private final AtomicLong roundTrip = new AtomicLong();

    private volatile PendingRead[] reads = NOTHING;
    private volatile @Nullable Connection connection;
    private volatile long slowAt;
    private volatile boolean lendsIdle;

    /**
     * @param onCallersThread whether callers run round trips, for reads that all have the same deadline: they end then. Those
     *     of the dispatcher have the time-out for themselves, however long their reads have waited.
     */
    BatchRoundTrip(
            Supplier<? extends Pool<Connection>> pool, RedisErrors errors, long timeoutNanos, boolean onCallersThread) {
        this.onCallersThread = onCallersThread;
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

    /** Settles the read if there is an idle connection that is alive. Opens none: the watch could not end that. */
    void tryOnce(PendingRead read) {
        PendingRead[] one = {read};
        reads = one;
        try {
            LentConnection lent = LentConnection.idle(pool.get());
            if (lent != null) {
                makeRoundTrip(lent, one, 0, 1);
            }
        } catch (RuntimeException failure) {
            if (!isStale(failure)) {
                failRest(one, 0, 1, failure);
            }
        } finally {
            reads = NOTHING;
        }
    }

    /** Tells whether {@link #tryOnce} is of use with the pool of the last batch. */
    boolean lendsIdle() {
        return lendsIdle;
    }

    /** Fails the reads whose time is up, and cuts the connection of a round trip that takes too long. */
    void expire(long now, Function<String, StoreUnavailableException> failure) {
        for (PendingRead read : reads) {
            read.failIfDue(now, failure);
        }
        long slow = slowRoundTrip(now);
        if (slow != NONE) {
            cut(slow);
        }
    }

    /** Returns the number of the round trip under way if it takes too long, else {@link #NONE}. */
    long slowRoundTrip(long now) {
        long current = roundTrip.get();
        return current % 2 == 1 && now - slowAt >= 0 ? current : NONE;
    }

    /** Cuts the connection of that round trip, unless it has ended. */
    void cut(long slow) {
        Connection used = connection;
        if (used != null && roundTrip.compareAndSet(slow, slow + 1)) {
            disconnect(used);
        }
    }

    private void runBatch(PendingRead[] all, int from, int to) {
        RuntimeException failure = attempt(all, from, to);
        if (failure != null && isInterruptedByPool(failure)) {
            failure = attempt(all, from, to);
        } else if (failure != null && isStale(failure)) {
            // Where one pooled connection has died, the other ones have, too.
            dropIdleConnections();
            failure = attempt(all, from, to);
        }
        if (failure != null) {
            failRest(all, from, to, failure);
        }
    }

    /**
     * Tells whether the pool was closed, which interrupts the threads that wait for its connections. Nothing else interrupts
     * the dispatcher. The interruption of a caller is its own.
     */
    private boolean isInterruptedByPool(RuntimeException failure) {
        return !onCallersThread && (Thread.interrupted() || failure.getCause() instanceof InterruptedException);
    }

    private void dropIdleConnections() {
        try {
            pool.get().clear();
        } catch (RuntimeException noPool) {
            return; // the next attempt throws the same
        }
    }

    /** Returns what ended the attempt early; null where each read of the batch is settled. */
    private @Nullable RuntimeException attempt(PendingRead[] all, int from, int to) {
        if (areSettled(all, from, to)) {
            return null;
        }
        try {
            Pool<Connection> current = pool.get();
            lendsIdle = LentConnection.canLendIdle(current);
            makeRoundTrip(LentConnection.of(current), all, from, to);
            return null;
        } catch (RuntimeException failure) {
            return failure;
        }
    }

    private void makeRoundTrip(LentConnection lent, PendingRead[] all, int from, int to) {
        try {
            sendAndReceive(lent, all, from, to);
        } finally {
            lent.giveBack();
        }
    }

    private void sendAndReceive(LentConnection lent, PendingRead[] all, int from, int to) {
        Connection used = lent.connection();
        long number = roundTrip.get() + 1;
        connection = used;
        long begun = System.nanoTime();
        slowAt = onCallersThread ? all[from].deadline : begun + timeoutNanos;
        roundTrip.set(number);
        boolean complete = false;
        try {
            PendingRead[] sent = new PendingRead[to - from];
            int count = 0;
            for (int i = from; i < to; i++) {
                if (!all[i].isSettled()) {
                    requireOwned(number);
                    send(used, all[i]);
                    sent[count++] = all[i];
                }
            }
            for (int i = 0; i < count; i++) {
                Object reply = replyTo(sent[i], lent);
                requireOwned(number);
                sent[i].reply(reply);
            }
            complete = true;
            errors.events().batchCompleted(count, System.nanoTime() - begun);
        } finally {
            boolean owned = roundTrip.compareAndSet(number, number + 1);
            if (!owned || !complete) {
                used.setBroken();
            }
        }
    }

    private static void send(Connection connection, PendingRead read) {
        if (read.asking) {
            connection.sendCommand(ASKING);
        }
        connection.sendCommand(read.command);
    }

    private static @Nullable Object replyTo(PendingRead read, LentConnection lent) {
        if (read.asking) {
            replyFrom(lent, ASKING);
        }
        return replyFrom(lent, read.command);
    }

    private void requireOwned(long number) {
        if (roundTrip.get() != number) {
            throw new JedisConnectionException(
                    "The connection was cut: no reply in time", new SocketTimeoutException());
        }
    }

    /** Returns an error reply like any other reply: it concerns one read. */
    private static @Nullable Object replyFrom(LentConnection lent, CommandArguments command) {
        try {
            return BoundedConnection.reply(lent.connection(), command);
        } catch (JedisDataException errorReply) {
            lent.heed(errorReply);
            return errorReply;
        }
    }

    /** A pooled connection may have died since its last use. After a time-out there is no second try. */
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

    private static void disconnect(Connection connection) {
        try {
            connection.forceDisconnect();
        } catch (IOException alreadyGone) {
            connection.setBroken();
        }
    }
}
