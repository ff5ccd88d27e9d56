package io.contentjobs.redis.cluster;

import io.contentjobs.redis.connect.LentConnection;
import io.contentjobs.redis.connect.NotServing;
import io.contentjobs.redis.connect.ServerPool;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisRedirectionException;
import redis.clients.jedis.executors.CommandExecutor;

/** Sends each command to a Cluster once. It sends a command again only if a node says that another node has the key. */
final class SingleClusterAttempt implements CommandExecutor {
    private static final int MAX_REDIRECTIONS = 5;

    private final ClusterPools pools;

    SingleClusterAttempt(ClusterPools pools) {
        this.pools = pools;
    }

    @Override
    public <T> T executeCommand(CommandObject<T> command) {
        ServerPool pool = pools.pool(command.getArguments());
        JedisRedirectionException redirection = null;
        for (int i = 0; i <= MAX_REDIRECTIONS; i++) {
            LentConnection lent = lend(pool);
            try {
                return execute(lent.connection(), command, redirection instanceof JedisAskDataException);
            } catch (JedisRedirectionException elsewhere) {
                redirection = elsewhere;
                pool = pools.pool(pools.target(elsewhere, pool.server()));
                if (!(elsewhere instanceof JedisAskDataException)) {
                    pools.slots().requestRefresh();
                }
            } catch (JedisDataException reply) {
                lent.heed(reply);
                if (NotServing.isSaidBy(reply)) {
                    pools.slots().requestRefresh();
                }
                throw reply;
            } catch (JedisConnectionException lost) {
                lent.dropIdle();
                pools.slots().requestRefresh();
                throw lost;
            } finally {
                lent.giveBack();
            }
        }
        throw new JedisClusterOperationException("too many redirections", redirection);
    }

    /** A node that cannot be connected to may have a successor. */
    private LentConnection lend(ServerPool pool) {
        try {
            return LentConnection.of(pool);
        } catch (JedisException failure) {
            pools.slots().requestRefresh();
            throw failure;
        }
    }

    private static <T> T execute(Connection connection, CommandObject<T> command, boolean asking) {
        if (asking) {
            connection.executeCommand(Command.ASKING);
        }
        return connection.executeCommand(command);
    }

    @Override
    public void close() {
        pools.close();
    }
}
