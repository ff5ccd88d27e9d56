package io.contentjobs.redis.cluster;

import io.contentjobs.redis.connect.BorrowedPools;
import io.contentjobs.redis.connect.RedisErrors;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * The nodes of a client that somebody else has built. Jedis keeps their pools. The slot table is one of our own: Jedis does not
 * tell when its table changes.
 */
public final class JedisNodes implements KnownNodes {
    private final RedisClusterClient client;
    private final Fanout fanout;
    private final SlotMap slots;

    /** @param timeout the longest that the nodes are asked for the slots */
    public JedisNodes(RedisClusterClient client, RedisErrors errors, Duration timeout) {
        this.client = client;
        this.fanout = new Fanout(timeout);
        this.slots = new SlotMap(SlotTable.EMPTY, this::askNodes, errors);
        slots.requestRefresh();
    }

    @Override
    public SlotMap slots() {
        return slots;
    }

    @Override
    public Map<String, ConnectionPool> pools() {
        return client.getClusterNodes();
    }

    @Override
    public ConnectionPool pool(String node) {
        return find(node)
                .or(() -> {
                    BorrowedPools.providerOf(client).renewSlotCache();
                    return find(node);
                })
                .orElseThrow(() -> new JedisConnectionException(node + " is not in the Cluster"));
    }

    private Optional<ConnectionPool> find(String node) {
        return Optional.ofNullable(pools().get(node));
    }

    private ClusterSlots askNodes() {
        ClusterSlots latest =
                ClusterView.best(fanout, pools()).map(ClusterView::slots).orElse(ClusterSlots.NONE);
        if (latest.masters().isEmpty()
                || !pools().keySet().containsAll(latest.masters().masters())) {
            BorrowedPools.providerOf(client).renewSlotCache();
        }
        return latest;
    }

    /** Leaves the client to its owner. */
    @Override
    public void close() {
        slots.close();
        fanout.close();
    }
}
