package io.contentjobs.redis;

import io.contentjobs.domain.StoreUnavailableException;
import redis.clients.jedis.UnifiedJedis;

/** Where the client comes from: Sentinel's and Cluster's cannot be built while their Redis is away. */
interface ClientSource extends AutoCloseable {
    /**
     * Returns the client, always the same one.
     *
     * @throws StoreUnavailableException if there is none yet; the next call tries again
     */
    UnifiedJedis get(String subject);

    @Override
    void close();
}
