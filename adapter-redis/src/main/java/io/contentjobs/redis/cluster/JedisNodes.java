package io.contentjobs.redis.cluster;

import java.util.Map;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.RedisClusterClient;

/** The nodes of a client that is borrowed: Jedis keeps them. */
public record JedisNodes(RedisClusterClient client) implements KnownNodes {
    @Override
    public Map<String, ConnectionPool> pools() {
        return client.getClusterNodes();
    }

    @Override
    public SlotTable<String> refresh(Fanout fanout) {
        SlotTable<String> masters = ClusterView.best(fanout, pools().values())
                .map(ClusterView::masters)
                .orElseGet(SlotTable::empty);
        if (masters.isEmpty() || !pools().keySet().containsAll(masters.owners())) {
            client.refreshClusterTopology();
        }
        return masters;
    }
}
