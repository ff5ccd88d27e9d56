package io.contentjobs.redis.connect;

import java.time.Duration;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;

/** {@linkplain BoundedConnection Bounded} connections to one server. */
public final class ServerPool extends ConnectionPool {
    private static final Duration NEVER = Duration.ofMillis(-1);

    private final HostAndPort server;

    public ServerPool(HostAndPort server, JedisClientConfig config, ConnectionPoolConfig limits) {
        super(new BoundedConnectionFactory(server, config), limits);
        this.server = server;
    }

    public HostAndPort server() {
        return server;
    }

    /**
     * Closes the idle connections now, and each other one when it comes back. Unlike {@link #close()}, this interrupts no
     * thread that waits for a connection, and a thread that still holds this pool gets one. Nothing is left to be closed.
     */
    public void retire() {
        setDurationBetweenEvictionRuns(NEVER);
        setMaxIdle(0);
        clear();
    }
}
