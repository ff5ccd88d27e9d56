package io.contentjobs.redis.cluster;

import redis.clients.jedis.UnifiedJedis;

/** A client of a Cluster on the connections of {@link ClusterPools}. */
public final class ClusterClient extends UnifiedJedis {
    private final ClusterPools pools;

    @SuppressWarnings("deprecation") // Jedis 7 and 8 have no other constructor in common that takes an executor
    public ClusterClient(ClusterPools pools) {
        super(new ClusterConnection(new SingleClusterAttempt(pools)));
        this.pools = pools;
    }

    public ClusterPools pools() {
        return pools;
    }
}
