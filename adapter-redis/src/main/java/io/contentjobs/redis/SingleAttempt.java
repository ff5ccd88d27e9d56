package io.contentjobs.redis;

import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.executors.CommandExecutor;
import redis.clients.jedis.providers.ConnectionProvider;
import redis.clients.jedis.util.IOUtils;
import redis.clients.jedis.util.Pool;

/**
 * Sends each command once. Where its reply is lost, only the caller knows whether it may be sent again: a change that
 * was made would, the second time, look like somebody else's.
 */
final class SingleAttempt implements CommandExecutor {
    private final ConnectionProvider provider;

    SingleAttempt(ConnectionProvider provider) {
        this.provider = provider;
    }

    @Override
    public <T> T executeCommand(CommandObject<T> command) {
        Connection connection = provider.getConnection(command.getArguments());
        try {
            return connection.executeCommand(command);
        } catch (JedisConnectionException lost) {
            dropIdleConnections();
            throw lost;
        } finally {
            Connections.giveBack(connection);
        }
    }

    /** They are as dead as the one that failed: without this, each of them would fail a caller of its own. */
    private void dropIdleConnections() {
        for (Object pool : provider.getConnectionMap().values()) {
            if (pool instanceof Pool<?> idle) {
                idle.clear();
            }
        }
    }

    @Override
    public void close() {
        IOUtils.closeQuietly(provider);
    }
}
