package io.contentjobs.redis.connect;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import redis.clients.jedis.Connection;
import redis.clients.jedis.util.Pool;

/**
 * Numbers the connections of a pool, so that all of them can be given up at once: the idle ones now, the lent ones when
 * they come back. Each pool has one, however many objects share the pool. Thread-safe.
 */
final class Generation {
    /**
     * Between two times. A server that keeps replying that it does not serve gets no more new connections than this allows,
     * however many callers it replies to.
     */
    static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final Map<Pool<Connection>, Generation> BY_POOL = Collections.synchronizedMap(new WeakHashMap<>());

    /** Whether connections are to be given up as soon as {@link #PAUSE_NANOS} allows it. */
    private volatile boolean owed;

    /** Odd while idle connections are being closed: a connection that is lent meanwhile may be one of them. */
    private final AtomicLong number = new AtomicLong();

    /** Connections that have come back too late to be closed with the others. */
    private final Set<Connection> outdated =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private volatile long lastTime = System.nanoTime() - PAUSE_NANOS;

    private Generation() {}

    static Generation of(Pool<Connection> pool) {
        return BY_POOL.computeIfAbsent(pool, first -> new Generation());
    }

    long number() {
        return number.get();
    }

    /** Tells whether a connection that was lent under that number may be lent again. */
    boolean isCurrent(long lentUnder) {
        return lentUnder % 2 == 0 && number.get() == lentUnder;
    }

    /** Lets the pool close the connection: it does not replace that, as it does a broken one, by one that may be as old. */
    void close(Connection connection, Pool<Connection> pool) {
        outdated.add(connection);
        connection.close();
        pool.clear();
    }

    /** Tells whether that connection left the pool in the moment before it was to be closed. */
    boolean isOutdated(Connection connection) {
        return outdated.contains(connection);
    }

    /** Gives up all connections of that number, once, however many callers ask for it: now, or when the pause is over. */
    void giveUp(long lentUnder, Pool<Connection> pool) {
        if (isCurrent(lentUnder)) {
            owed = true;
            giveUpOwed(pool);
        }
    }

    /** Gives up the connections for which {@link #giveUp} came too soon; called before a connection is lent. */
    void giveUpOwed(Pool<Connection> pool) {
        if (!owed) {
            return;
        }
        long now = System.nanoTime();
        long current = number.get();
        boolean due = current % 2 == 0 && now - lastTime >= PAUSE_NANOS;
        if (due && number.compareAndSet(current, current + 1)) {
            lastTime = now;
            owed = false;
            pool.clear();
            number.set(current + 2);
        }
    }
}
