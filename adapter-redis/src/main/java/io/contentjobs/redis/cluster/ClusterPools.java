package io.contentjobs.redis.cluster;

import io.contentjobs.redis.connect.BoundedConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.ConnectionProvider;

/**
 * A pool of connections to each node of a Cluster, and which master has which slot. Jedis's own provider does not know
 * nodes without a host ({@link ClusterSlots}): it throws a NullPointerException, or connects to this machine. Thread-safe.
 */
public final class ClusterPools implements ConnectionProvider, KnownNodes {
    private final List<HostAndPort> seeds;
    private final JedisClientConfig config;
    private final ConnectionPoolConfig limits;
    private final Map<String, ConnectionPool> pools = new ConcurrentHashMap<>();
    private volatile SlotTable<String> masters = SlotTable.empty();
    private volatile boolean closed;

    /**
     * Asks one seed after another, until one tells the slots.
     *
     * @throws JedisException if none does
     */
    public ClusterPools(Collection<HostAndPort> seeds, JedisClientConfig config, ConnectionPoolConfig limits) {
        this.seeds = new ArrayList<>(seeds);
        this.config = config;
        this.limits = limits;
        Collections.shuffle(this.seeds);
        use(askSeeds());
    }

    @Override
    public Map<String, ConnectionPool> pools() {
        return Map.copyOf(pools);
    }

    /** The best informed of the known nodes is believed, and where none of those answers, a seed. */
    @Override
    public synchronized SlotTable<String> refresh(Fanout fanout) {
        Optional<ClusterView> best = ClusterView.best(fanout, pools.values())
                .filter(view -> !view.slots().masters().isEmpty());
        use(best.isPresent() ? best.get().slots() : askSeeds());
        return masters;
    }

    private ClusterSlots askSeeds() {
        JedisClusterOperationException none = null;
        for (HostAndPort seed : seeds) {
            try (Connection connection = new Connection(seed, config)) {
                ClusterSlots slots = ClusterSlots.ask(connection);
                if (!slots.masters().isEmpty()) {
                    return slots;
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
        masters = latest.masters();
        pools.keySet().stream()
                .filter(node -> !latest.nodes().contains(node))
                .map(pools::remove)
                .forEach(ConnectionPool::close);
    }

    /** Returns the connections to that node, which a redirection may name before the slots do. */
    public ConnectionPool pool(String node) {
        ConnectionPool pool =
                pools.computeIfAbsent(node, first -> BoundedConnection.pool(HostAndPort.from(first), config, limits));
        if (closed) {
            pool.close();
            throw new JedisException("closed");
        }
        return pool;
    }

    /** Returns the connections to the master that has the command's key. */
    public ConnectionPool pool(CommandArguments command) {
        int slot = command.getKeyHashSlots().iterator().next();
        String master = slot < 0 ? null : masters.ownerOf(slot);
        return master == null ? anyPool() : pool(master);
    }

    /** A node that has not the key says which one has. */
    private ConnectionPool anyPool() {
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
        pools.values().forEach(ConnectionPool::close);
    }
}
