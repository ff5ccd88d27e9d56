package io.contentjobs.redis;

import redis.clients.jedis.UnifiedJedis;

/**
 * A client that is there from the beginning.
 *
 * @param client the client
 * @param owned whether it is closed with this, or is its owner's business
 */
record FixedClient(UnifiedJedis client, boolean owned) implements ClientSource {
    @Override
    public UnifiedJedis get(String subject) {
        return client;
    }

    @Override
    public void close() {
        if (owned) {
            client.close();
        }
    }
}
