package io.contentjobs.redis.connect;

import io.contentjobs.domain.StoreUnavailableException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** Returns the client. A client for Sentinel or a Cluster cannot be built while its Redis is away. */
public interface ClientSource extends AutoCloseable {
    /**
     * Returns the client, always the same one.
     *
     * @throws StoreUnavailableException if there is none yet; the next call tries again
     */
    UnifiedJedis get(String subject);

    /** Returns the client if there is one, else null. Waits for nothing. */
    @Nullable UnifiedJedis ifBuilt();

    /** Gives up the connections to the server that has the key if its reply says that it does not serve. */
    default void heed(String key, JedisDataException reply) {}

    @Override
    void close();
}
