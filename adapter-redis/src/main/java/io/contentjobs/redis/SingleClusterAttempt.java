package io.contentjobs.redis;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisRedirectionException;
import redis.clients.jedis.executors.CommandExecutor;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.util.Pool;

/** {@link SingleAttempt} on a Cluster: a command is sent again only where a node says that another one has the key. */
final class SingleClusterAttempt implements CommandExecutor {
    private static final int MAX_REDIRECTIONS = 5;

    private final ClusterConnectionProvider provider;
    private final Fanout fanout;

    /** Asking nodes that hang who has which slot takes a time-out each: that is no caller's time to spend. */
    private final ExecutorService topology = topologyThread();

    SingleClusterAttempt(ClusterConnectionProvider provider, Duration timeout) {
        this.provider = provider;
        this.fanout = new Fanout(timeout);
    }

    @Override
    public <T> T executeCommand(CommandObject<T> command) {
        JedisRedirectionException redirection = null;
        for (int i = 0; i <= MAX_REDIRECTIONS; i++) {
            try {
                return execute(command, redirection);
            } catch (JedisRedirectionException elsewhere) {
                redirection = elsewhere;
                if (!(elsewhere instanceof JedisAskDataException)) {
                    renewTopology();
                }
            } catch (JedisConnectionException lost) {
                renewTopology();
                throw lost;
            }
        }
        throw new JedisClusterOperationException("too many redirections", redirection);
    }

    private <T> T execute(CommandObject<T> command, @Nullable JedisRedirectionException redirection) {
        Connection connection = connection(command, redirection);
        try {
            if (redirection instanceof JedisAskDataException) {
                connection.executeCommand(Command.ASKING);
            }
            return connection.executeCommand(command);
        } catch (JedisConnectionException lost) {
            dropIdleConnections(connection.getHostAndPort());
            throw lost;
        } finally {
            Connections.giveBack(connection);
        }
    }

    private Connection connection(CommandObject<?> command, @Nullable JedisRedirectionException redirection) {
        return redirection == null
                ? provider.getConnection(command.getArguments())
                : provider.getConnection(redirection.getTargetNode());
    }

    private void dropIdleConnections(HostAndPort node) {
        Pool<Connection> pool = provider.getNodes().get(node.toString());
        if (pool != null) {
            pool.clear();
        }
    }

    private void renewTopology() {
        topology.execute(this::renewFromBestInformed);
    }

    private void renewFromBestInformed() {
        Optional<ClusterView> best =
                ClusterView.best(fanout, provider.getNodes().values());
        if (best.isEmpty()) {
            provider.renewSlotCache();
            return;
        }
        try (Connection connection = best.get().node().getResource()) {
            provider.renewSlotCache(connection);
        } catch (RuntimeException goneMeanwhile) {
            provider.renewSlotCache();
        }
    }

    private static ExecutorService topologyThread() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(1),
                task -> {
                    Thread thread = new Thread(task, "content-jobs-redis-topology");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    @Override
    public void close() {
        topology.shutdownNow();
        fanout.close();
        provider.close();
    }
}
