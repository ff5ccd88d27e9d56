package io.contentjobs.redis.cluster;

import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;

/**
 * Stands for the connections to all nodes of a Cluster: sends each command over the connection to the node that has the key. It
 * is how Jedis 7 and 8 both let a client have a command executor of its own.
 */
final class ClusterConnection extends Connection {
    private final SingleClusterAttempt executor;

    ClusterConnection(SingleClusterAttempt executor) {
        super(new Connection.Builder());
        this.executor = executor;
    }

    @Override
    public <T> T executeCommand(CommandObject<T> command) {
        return executor.executeCommand(command);
    }

    @Override
    public void close() {
        executor.close();
    }
}
