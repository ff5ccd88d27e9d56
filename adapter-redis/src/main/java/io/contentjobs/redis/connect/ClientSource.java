package io.contentjobs.redis.connect;

import io.contentjobs.domain.StoreUnavailableException;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** Where the client comes from: Sentinel's and Cluster's cannot be built while their Redis is away. */
public interface ClientSource extends AutoCloseable {
    /**
     * Returns the client, always the same one.
     *
     * @throws StoreUnavailableException if there is none yet; the next call tries again
     */
    UnifiedJedis get(String subject);

    /** Gives up the connections to the server that has the key, where its reply says that it does not serve. */
    default void heed(String key, JedisDataException reply) {}

    @Override
    void close();
}
