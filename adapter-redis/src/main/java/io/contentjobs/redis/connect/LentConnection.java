package io.contentjobs.redis.connect;

import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.IOUtils;
import redis.clients.jedis.util.Pool;

/** A connection that a pool has lent. Used by one thread at a time, and given back once. */
public final class LentConnection {
    private final Pool<Connection> pool;
    private final Generation generation;
    private final long number;
    private final Connection connection;

    private LentConnection(Pool<Connection> pool, Generation generation, long number, Connection connection) {
        this.pool = pool;
        this.generation = generation;
        this.number = number;
        this.connection = connection;
    }

    /** Waits for a free connection, or opens one, for as long as the pool allows. */
    public static LentConnection of(Pool<Connection> pool) {
        Generation generation = Generation.of(pool);
        generation.giveUpOwed(pool);
        long number = generation.number();
        Connection connection = pool.getResource();
        while (generation.isOutdated(connection)) {
            connection.setBroken();
            giveBackBroken(connection);
            connection = pool.getResource();
        }
        return new LentConnection(pool, generation, number, connection);
    }

    public Connection connection() {
        return connection;
    }

    /** Gives up all connections to a server that replies that it does not serve; the next call then connects anew. */
    public void heed(JedisDataException reply) {
        if (NotServing.isSaidBy(reply)) {
            generation.giveUp(number, pool);
        }
    }

    /** Closes those that nobody uses: where one connection has died, the others have, too. */
    public void dropIdle() {
        pool.clear();
    }

    /**
     * Returns at once. A pool replaces a broken connection before it takes it back, which on a Redis that hangs costs a
     * time-out: that is waited for by a thread of its own, of which there are no more than connections in the pool.
     */
    public void giveBack() {
        if (connection.isBroken()) {
            giveBackBroken(connection);
        } else if (generation.isCurrent(number)) {
            connection.close();
        } else {
            generation.close(connection, pool);
        }
    }

    private static void giveBackBroken(Connection connection) {
        DaemonThreads.unstarted(() -> IOUtils.closeQuietly(connection), "content-jobs-redis-return")
                .start();
    }
}
