package io.contentjobs.redis.connect;

import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
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

    /**
     * Lends an idle connection. Returns null where none is idle: neither opens one nor waits.
     *
     * @param pool one that {@link #canLendIdle}; others are not asked
     */
    public static @Nullable LentConnection idle(Pool<Connection> pool) {
        if (!(pool instanceof ConnectionPool connections)
                || !(pool.getFactory() instanceof BoundedConnectionFactory factory)) {
            return null;
        }
        Generation generation = Generation.of(pool);
        generation.giveUpOwed(pool);
        long number = generation.number();
        Connection connection = factory.idle(connections);
        if (connection != null && generation.isOutdated(connection)) {
            connection.setBroken();
            giveBackBroken(connection);
            return null;
        }
        return connection == null ? null : new LentConnection(pool, generation, number, connection);
    }

    /** Tells whether the pool's connections are of our own making: other pools open one where none is idle. */
    public static boolean canLendIdle(Pool<Connection> pool) {
        return pool.getFactory() instanceof BoundedConnectionFactory;
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

    /** Closes the idle connections: where one connection has died, the other ones have, too. */
    public void dropIdle() {
        pool.clear();
    }

    /**
     * Returns at once. A pool replaces a broken connection before it takes it back, which takes a time-out if Redis hangs: a
     * thread of its own waits for that. There are at most as many such threads as connections in the pool.
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
