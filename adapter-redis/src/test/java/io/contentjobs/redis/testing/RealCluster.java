package io.contentjobs.redis.testing;

import io.contentjobs.redis.RedisUrl;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClusterClient;

/** A Cluster of two masters. */
public final class RealCluster extends RealStore {
    private @Nullable ClusterTopology topology;
    private @Nullable RedisClusterClient raw;

    public synchronized ClusterTopology topology() {
        if (topology == null) {
            topology = opened(() -> ClusterTopology.ofMasters(2), ClusterTopology::close);
        }
        return topology;
    }

    /** Returns the master of the lower half of the slots. */
    public Node first() {
        return topology().masters().get(0);
    }

    public Node second() {
        return topology().masters().get(1);
    }

    @Override
    public RedisUrl url() {
        return RedisUrl.parse(topology().url());
    }

    @Override
    public synchronized RedisClusterClient raw() {
        if (raw == null) {
            Set<HostAndPort> node = Set.of(new HostAndPort("127.0.0.1", first().port()));
            raw = opened(() -> RedisClusterClient.create(node), RedisClusterClient::close);
        }
        return raw;
    }

    @Override
    String scheme() {
        return "redis-cluster";
    }
}
