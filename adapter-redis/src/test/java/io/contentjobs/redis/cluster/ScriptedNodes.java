package io.contentjobs.redis.cluster;

import io.contentjobs.application.testing.Await;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.connect.ServerPool;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisProtocol;

/** Nodes of which a test says which one has all slots. */
final class ScriptedNodes implements KnownNodes {
    private static final int LAST_SLOT = 16_383;

    private final Map<String, ConnectionPool> pools = new ConcurrentHashMap<>();
    private final Duration timeout;
    private final SlotMap slots;
    private volatile ClusterSlots told;

    ScriptedNodes(String master, Duration timeout) {
        this.timeout = timeout;
        this.told = slotsOf(master);
        this.slots = new SlotMap(told.masters(), () -> told, new RedisErrors());
    }

    /** Has that node own all slots; the slot table says so when this returns. */
    void moveTo(String master) throws InterruptedException {
        told = slotsOf(master);
        slots.requestRefresh();
        Await.until("the new slot table", () -> slots.table().equals(told.masters()));
    }

    private static ClusterSlots slotsOf(String master) {
        SlotTable.Builder table = new SlotTable.Builder();
        table.own(0, LAST_SLOT, master);
        return new ClusterSlots(table.build(), Set.of(master));
    }

    @Override
    public SlotMap slots() {
        return slots;
    }

    @Override
    public Map<String, ConnectionPool> pools() {
        return pools;
    }

    @Override
    public ConnectionPool pool(String node) {
        return pools.computeIfAbsent(
                node,
                name -> new ServerPool(
                        HostAndPort.from(name),
                        DefaultJedisClientConfig.builder()
                                .protocol(RedisProtocol.RESP2)
                                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                                .timeoutMillis((int) timeout.toMillis())
                                .build(),
                        new ConnectionPoolConfig()));
    }

    @Override
    public void close() {
        slots.close();
        pools.values().forEach(ConnectionPool::close);
    }
}
