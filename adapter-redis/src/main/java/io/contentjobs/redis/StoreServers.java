package io.contentjobs.redis;

import io.contentjobs.redis.cluster.ClusterClient;
import io.contentjobs.redis.connect.ClientSource;
import io.contentjobs.redis.tracking.Servers;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;

/** The servers of a store, as its client knows them. The client of a Cluster or of Sentinels is built at the first request. */
record StoreServers(RedisUrl url, ClientSource clients) implements Servers {
    @Override
    public Set<HostAndPort> all() {
        UnifiedJedis client = clients.ifBuilt();
        if (client instanceof ClusterClient cluster) {
            return cluster.pools().masters().stream().map(HostAndPort::from).collect(Collectors.toSet());
        }
        HostAndPort only = only(client);
        return only == null ? Set.of() : Set.of(only);
    }

    @Override
    public @Nullable HostAndPort of(String key) {
        UnifiedJedis client = clients.ifBuilt();
        if (client instanceof ClusterClient cluster) {
            String master = cluster.pools().masterOf(key);
            return master == null ? null : HostAndPort.from(master);
        }
        return only(client);
    }

    private @Nullable HostAndPort only(@Nullable UnifiedJedis client) {
        if (client instanceof RedisSentinelClient sentinel) {
            return sentinel.getCurrentMaster();
        }
        return client == null ? null : url.hosts().get(0);
    }

    /** Sentinels tell of a new master by themselves. */
    @Override
    public void requestRefresh() {
        if (clients.ifBuilt() instanceof ClusterClient cluster) {
            cluster.pools().requestRefresh();
        }
    }
}
