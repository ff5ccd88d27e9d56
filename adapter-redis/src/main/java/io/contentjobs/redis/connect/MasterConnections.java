package io.contentjobs.redis.connect;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.providers.SentineledConnectionProvider;
import redis.clients.jedis.util.Delay;
import redis.clients.jedis.util.Pool;

/** {@linkplain BoundedConnection Bounded} connections to the master that Sentinels name. The pool of the superclass stays empty. */
public final class MasterConnections extends SentineledConnectionProvider {
    private final JedisClientConfig config;
    private final ConnectionPoolConfig poolConfig;
    private @Nullable HostAndPort master;
    private @Nullable ServerPool pool;

    public MasterConnections(
            String masterName,
            JedisClientConfig config,
            ConnectionPoolConfig poolConfig,
            Set<HostAndPort> sentinels,
            JedisClientConfig sentinelConfig,
            Delay retry) {
        super(masterName, config, poolConfig, sentinels, sentinelConfig, retry);
        this.config = config;
        this.poolConfig = poolConfig;
    }

    @Override
    public Connection getConnection() {
        return pool().getResource();
    }

    @Override
    public Connection getConnection(CommandArguments command) {
        return getConnection();
    }

    @Override
    public Map<?, Pool<Connection>> getConnectionMap() {
        return Map.of(getCurrentMaster(), pool());
    }

    @Override
    public Map<?, Pool<Connection>> getPrimaryNodesConnectionMap() {
        return getConnectionMap();
    }

    /** Returns the pool of the present master. The pool of the former master is retired. */
    private synchronized ServerPool pool() {
        HostAndPort current = getCurrentMaster();
        ServerPool known = pool;
        if (known != null && current.equals(master)) {
            return known;
        }
        ServerPool made = new ServerPool(current, config, poolConfig);
        pool = made;
        master = current;
        if (known != null) {
            known.retire();
        }
        return made;
    }

    @Override
    public void close() {
        super.close();
        synchronized (this) {
            if (pool != null) {
                pool.close();
            }
        }
    }
}
