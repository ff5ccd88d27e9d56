package io.contentjobs.redis.connect;

import java.lang.reflect.Field;
import redis.clients.jedis.Connection;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.providers.ConnectionProvider;
import redis.clients.jedis.util.Pool;

/**
 * The providers of clients that others have built. Jedis 7 has no methods for what is needed of them here, so they are read from
 * a protected field, which Jedis 7 and 8 have.
 */
public final class BorrowedProvider {
    private BorrowedProvider() {}

    /** Returns the connections to the present master. A fail-over gives the client a new pool. */
    @SuppressWarnings("unchecked") // the provider of Sentinels has no other pools
    public static Pool<Connection> masterPool(RedisSentinelClient client) {
        return (Pool<Connection>)
                of(client).getPrimaryNodesConnectionMap().values().iterator().next();
    }

    public static ClusterConnectionProvider of(RedisClusterClient client) {
        return (ClusterConnectionProvider) of((UnifiedJedis) client);
    }

    private static ConnectionProvider of(UnifiedJedis client) {
        try {
            Field provider = UnifiedJedis.class.getDeclaredField("provider");
            provider.setAccessible(true);
            return (ConnectionProvider) provider.get(client);
        } catch (ReflectiveOperationException otherVersion) {
            throw new IllegalStateException("This version of Jedis is not supported", otherVersion);
        }
    }
}
