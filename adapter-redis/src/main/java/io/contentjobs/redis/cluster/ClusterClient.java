package io.contentjobs.redis.cluster;

import java.time.Duration;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.UnifiedJedis;

/** A client of a Cluster whose nodes are kept by {@link ClusterPools}. */
public final class ClusterClient extends UnifiedJedis {
    private final ClusterPools pools;

    public ClusterClient(ClusterPools pools, JedisClientConfig config, Duration timeout) {
        super(new SingleClusterAttempt(pools, timeout), pools, config, null);
        this.pools = pools;
    }

    public ClusterPools pools() {
        return pools;
    }
}
