package io.contentjobs.redis.connect;

import java.util.function.Supplier;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.executors.CommandExecutor;
import redis.clients.jedis.providers.ConnectionProvider;
import redis.clients.jedis.util.IOUtils;
import redis.clients.jedis.util.Pool;

/**
 * Sends each command once. If its reply is lost, only the caller knows whether it may be sent again: the second attempt
 * would find the change of the first, and take it for another writer's.
 */
public final class SingleAttempt implements CommandExecutor {
    private final ConnectionProvider provider;
    private final Supplier<? extends Pool<Connection>> pool;

    /** @param pool the server's connections; asked for anew each time, since a fail-over replaces them */
    public SingleAttempt(ConnectionProvider provider, Supplier<? extends Pool<Connection>> pool) {
        this.provider = provider;
        this.pool = pool;
    }

    @Override
    public <T> T executeCommand(CommandObject<T> command) {
        LentConnection lent = LentConnection.of(pool.get());
        try {
            return lent.connection().executeCommand(command);
        } catch (JedisDataException reply) {
            lent.heed(reply);
            throw reply;
        } catch (JedisConnectionException lost) {
            lent.dropIdle();
            throw lost;
        } finally {
            lent.giveBack();
        }
    }

    @Override
    public void close() {
        IOUtils.closeQuietly(provider);
    }
}
