package io.contentjobs.redis.connect;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisException;

/** Opens {@linkplain BoundedConnection bounded} connections to one server. Thread-safe. */
public final class BoundedConnectionFactory extends ConnectionFactory {
    private final AtomicReference<@Nullable Thread> idleOnly;

    public BoundedConnectionFactory(HostAndPort server, JedisClientConfig config) {
        this(new DefaultJedisSocketFactory(server, config), config, new AtomicReference<>());
    }

    private BoundedConnectionFactory(
            JedisSocketFactory sockets, JedisClientConfig config, AtomicReference<@Nullable Thread> idleOnly) {
        super(ConnectionFactory.builder()
                .socketFactory(sockets)
                .clientConfig(config)
                .connectionBuilder(new Builder(idleOnly).socketFactory(sockets).clientConfig(config)));
        this.idleOnly = idleOnly;
    }

    /** Returns an idle connection of the pool, or null: neither opens one nor waits. One thread at a time may ask. */
    @Nullable Connection idle(ConnectionPool pool) {
        if (pool.getNumIdle() == 0 || !idleOnly.compareAndSet(null, Thread.currentThread())) {
            return null;
        }
        try {
            Connection connection = pool.borrowObject(Duration.ZERO);
            connection.setHandlingPool(pool);
            return connection;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        } catch (Exception noneIdle) {
            return null;
        } finally {
            idleOnly.set(null);
        }
    }

    private static final class Builder extends Connection.Builder {
        private final AtomicReference<@Nullable Thread> idleOnly;

        Builder(AtomicReference<@Nullable Thread> idleOnly) {
            this.idleOnly = idleOnly;
        }

        @Override
        public Connection build() {
            if (Thread.currentThread().equals(idleOnly.get())) {
                throw new JedisException("No connection is idle");
            }
            return new BoundedConnection(getSocketFactory(), getClientConfig());
        }
    }
}
