package io.contentjobs.redis;

import redis.clients.jedis.Connection;
import redis.clients.jedis.util.IOUtils;

/** Gives connections back to the pools that lent them. */
final class Connections {
    private Connections() {}

    /**
     * Returns at once. A pool replaces a broken connection before it takes it back, which on a Redis that hangs costs a
     * time-out: that is waited for by a thread of its own, of which there are no more than connections in the pool.
     */
    static void giveBack(Connection connection) {
        if (!connection.isBroken()) {
            connection.close();
            return;
        }
        Thread thread = new Thread(() -> IOUtils.closeQuietly(connection), "content-jobs-redis-return");
        thread.setDaemon(true);
        thread.start();
    }
}
