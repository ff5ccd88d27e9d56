package io.contentjobs.redis.connect;

import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisClusterCRC16;
import redis.clients.jedis.util.Pool;

/** The pools of clients that others have built, of the kinds that give out their pools. */
final class BorrowedPools {
    private BorrowedPools() {}

    /** Closes the idle connections to the server that has the key. */
    static void giveUp(UnifiedJedis client, String key) {
        try {
            Pool<Connection> pool = poolOf(client, key);
            if (pool != null) {
                Generation generation = Generation.of(pool);
                generation.giveUp(generation.number(), pool);
            }
        } catch (JedisException noServer) {
            return; // nothing to give up
        }
    }

    private static @Nullable Pool<Connection> poolOf(UnifiedJedis client, String key) {
        if (client instanceof RedisClient standalone) {
            return standalone.getPool();
        }
        if (client instanceof RedisSentinelClient sentinel) {
            return BorrowedProvider.masterPool(sentinel);
        }
        if (client instanceof RedisClusterClient cluster) {
            HostAndPort master = BorrowedProvider.of(cluster).getNode(JedisClusterCRC16.getSlot(key));
            return master == null ? null : cluster.getClusterNodes().get(master.toString());
        }
        return null;
    }
}
