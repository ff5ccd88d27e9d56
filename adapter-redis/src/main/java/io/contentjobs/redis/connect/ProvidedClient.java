package io.contentjobs.redis.connect;

import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** A client that exists from the beginning. */
public final class ProvidedClient implements ClientSource {
    private final UnifiedJedis client;
    private final boolean owned;
    private volatile boolean closed;

    /** @param owned whether the client is closed with this; else its owner closes it */
    public ProvidedClient(UnifiedJedis client, boolean owned) {
        this.client = client;
        this.owned = owned;
    }

    @Override
    public UnifiedJedis get(String subject) {
        if (closed) {
            throw RedisErrors.unanswered(subject, "Redis is not asked any more", null);
        }
        return client;
    }

    @Override
    public @Nullable UnifiedJedis ifBuilt() {
        return closed ? null : client;
    }

    /** A client of our own does this itself. */
    @Override
    public void heed(String key, JedisDataException reply) {
        if (!owned && NotServing.isSaidBy(reply)) {
            BorrowedPools.giveUp(client, key);
        }
    }

    @Override
    public void close() {
        closed = true;
        if (owned) {
            client.close();
        }
    }
}
