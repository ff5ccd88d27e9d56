package io.contentjobs.redis.cluster;

import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.UnifiedJedis;

/** A client of a Cluster on the connections of {@link ClusterPools}. */
public final class ClusterClient extends UnifiedJedis {
    private final ClusterPools pools;

    public ClusterClient(ClusterPools pools, JedisClientConfig config) {
        super(new SingleClusterAttempt(pools), pools, config, null);
        this.pools = pools;
    }

    public ClusterPools pools() {
        return pools;
    }
}
