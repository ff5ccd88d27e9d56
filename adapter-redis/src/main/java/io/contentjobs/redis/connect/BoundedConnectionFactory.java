package io.contentjobs.redis.connect;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
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
    private final JedisSocketFactory sockets;
    private final JedisClientConfig config;
    private final AtomicReference<@Nullable Thread> idleOnly = new AtomicReference<>();

    public BoundedConnectionFactory(HostAndPort server, JedisClientConfig config) {
        this(new DefaultJedisSocketFactory(server, config), config);
    }

    private BoundedConnectionFactory(JedisSocketFactory sockets, JedisClientConfig config) {
        super(ConnectionFactory.builder().socketFactory(sockets).clientConfig(config));
        this.sockets = sockets;
        this.config = config;
    }

    /** Opens a connection. Jedis 7 and 8 call different methods of a connection's builder, but both call this one. */
    @Override
    public PooledObject<Connection> makeObject() {
        if (Thread.currentThread().equals(idleOnly.get())) {
            throw new JedisException("No connection is idle");
        }
        return new DefaultPooledObject<>(new BoundedConnection(sockets, config));
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
}
