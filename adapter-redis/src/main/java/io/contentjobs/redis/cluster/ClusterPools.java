package io.contentjobs.redis.cluster;

import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.connect.ServerPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.ConnectionProvider;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * A pool of connections to each node of a Cluster, and the slot table. Jedis's own provider cannot handle nodes without a
 * host ({@link ClusterSlots}): it throws a NullPointerException, or connects to this machine. Thread-safe.
 */
public final class ClusterPools implements ConnectionProvider, KnownNodes {
    private final List<HostAndPort> seeds;
    private final JedisClientConfig config;
    private final ConnectionPoolConfig limits;
    private final Map<String, ServerPool> pools = new ConcurrentHashMap<>();
    private final Fanout fanout;
    private final SlotMap slots;
    private volatile boolean closed;

    /**
     * Asks one seed after another, until one tells the slots.
     *
     * @param errors receives failed refreshes of the slot table
     * @param timeout the longest that the nodes are asked for the slots
     * @throws JedisException if no seed tells the slots
     */
    public ClusterPools(
            Collection<HostAndPort> seeds,
            JedisClientConfig config,
            ConnectionPoolConfig limits,
            RedisErrors errors,
            Duration timeout) {
        this.seeds = new ArrayList<>(seeds);
        this.config = config;
        this.limits = limits;
        Collections.shuffle(this.seeds);
        ClusterSlots first = askSeeds();
        first.nodes().forEach(this::pool);
        this.fanout = new Fanout(timeout);
        this.slots = new SlotMap(first.masters(), this::askNodes, errors);
        slots.afterRefresh(this::use);
    }

    @Override
    public SlotMap slots() {
        return slots;
    }

    @Override
    public Map<String, ConnectionPool> pools() {
        return Map.copyOf(pools);
    }

    /** Takes the answer of the best informed of the known nodes. Where none of them answers, asks the seeds. */
    private ClusterSlots askNodes() {
        return ClusterView.best(fanout, pools)
                .map(ClusterView::slots)
                .filter(latest -> !latest.masters().isEmpty())
                .orElseGet(this::askSeeds);
    }

    private ClusterSlots askSeeds() {
        JedisClusterOperationException none = null;
        for (HostAndPort seed : seeds) {
            try (Connection connection = new Connection(seed, config)) {
                ClusterSlots told = ClusterSlots.ask(connection, seed.getHost());
                if (!told.masters().isEmpty()) {
                    return told;
                }
                none = new JedisClusterOperationException(seed + " knows no master of any slot");
            } catch (JedisException failure) {
                none = new JedisClusterOperationException("no node tells the slots: " + failure.getMessage(), failure);
            }
        }
        throw none == null ? new JedisClusterOperationException("no node is known") : none;
    }

    private void use(ClusterSlots latest) {
        latest.nodes().forEach(this::pool);
        pools.keySet().stream()
                .filter(node -> !latest.nodes().contains(node))
                .map(pools::remove)
                .forEach(ServerPool::retire);
    }

    @Override
    public ServerPool pool(String node) {
        ServerPool pool = pools.computeIfAbsent(node, first -> new ServerPool(HostAndPort.from(first), config, limits));
        if (closed) {
            pool.close();
            throw new JedisException("closed");
        }
        return pool;
    }

    /** Returns all masters, named {@code host:port}; empty while none is known. */
    public Set<String> masters() {
        return slots.table().masters();
    }

    /** Returns the master that has the key; null while none is known. */
    public @Nullable String masterOf(String key) {
        return slots.table().masterOf(key);
    }

    /** Has the slot table refreshed. Returns at once. */
    public void requestRefresh() {
        slots.requestRefresh();
    }

    /** Returns the connections to the master that has the command's key. */
    ServerPool pool(CommandArguments command) {
        List<Object> keys = command.getKeys();
        String master = keys.isEmpty() ? null : slots.table().masterOf(slotOf(keys.get(0)));
        return master == null ? anyPool() : pool(master);
    }

    private static int slotOf(Object key) {
        return key instanceof byte[] bytes
                ? JedisClusterCRC16.getSlot(bytes)
                : JedisClusterCRC16.getSlot(String.valueOf(key));
    }

    /** Returns the connections to any node: a node that does not have the key redirects to the one that has it. */
    private ServerPool anyPool() {
        return pools.values().stream()
                .findAny()
                .orElseThrow(() -> new JedisClusterOperationException("no node is known"));
    }

    @Override
    public Connection getConnection() {
        return anyPool().getResource();
    }

    @Override
    public Connection getConnection(CommandArguments command) {
        return pool(command).getResource();
    }

    @Override
    public Map<String, ConnectionPool> getConnectionMap() {
        return pools();
    }

    @Override
    public void close() {
        closed = true;
        slots.close();
        fanout.close();
        pools.values().forEach(ConnectionPool::close);
    }
}
