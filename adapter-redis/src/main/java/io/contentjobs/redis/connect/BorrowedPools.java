package io.contentjobs.redis.connect;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.providers.ConnectionProvider;
import redis.clients.jedis.util.JedisClusterCRC16;
import redis.clients.jedis.util.Pool;

/**
 * The pools of clients that others have built, of the kinds that have pools. Jedis 7 has no methods for what is needed of their
 * providers, so these are read from a protected field, which Jedis 7 and 8 have.
 */
public final class BorrowedPools {
    private BorrowedPools() {}

    /** Returns the connections to the present master. A fail-over gives the client a new pool. */
    @SuppressWarnings("unchecked") // the provider of Sentinels has no other pools
    public static Pool<Connection> masterPool(RedisSentinelClient client) {
        return (Pool<Connection>) provider(client)
                .getPrimaryNodesConnectionMap()
                .values()
                .iterator()
                .next();
    }

    /** Returns what has the nodes and the slots of the Cluster. */
    public static ClusterConnectionProvider providerOf(RedisClusterClient client) {
        return (ClusterConnectionProvider) provider(client);
    }

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
            return masterPool(sentinel);
        }
        if (client instanceof RedisClusterClient cluster) {
            HostAndPort master = providerOf(cluster).getNode(JedisClusterCRC16.getSlot(key));
            return master == null ? null : cluster.getClusterNodes().get(master.toString());
        }
        return null;
    }

    private static ConnectionProvider provider(UnifiedJedis client) {
        try {
            Field provider = UnifiedJedis.class.getDeclaredField("provider");
            provider.setAccessible(true);
            return (ConnectionProvider) provider.get(client);
        } catch (ReflectiveOperationException otherVersion) {
            throw new IllegalStateException("This version of Jedis is not supported", otherVersion);
        }
    }
}
