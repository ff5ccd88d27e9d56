package io.contentjobs.redis.cluster;

import io.contentjobs.redis.connect.DaemonThreads;
import io.contentjobs.redis.connect.LentConnection;
import io.contentjobs.redis.connect.NotServing;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisRedirectionException;
import redis.clients.jedis.executors.CommandExecutor;

/** {@link SingleAttempt} on a Cluster: a command is sent again only where a node says that another one has the key. */
final class SingleClusterAttempt implements CommandExecutor {
    private static final int MAX_REDIRECTIONS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(SingleClusterAttempt.class);

    private final ClusterPools pools;
    private final Fanout fanout;

    /** Asking nodes that hang who has which slot takes a time-out each: that is no caller's time to spend. */
    private final ExecutorService topology = topologyThread();

    SingleClusterAttempt(ClusterPools pools, Duration timeout) {
        this.pools = pools;
        this.fanout = new Fanout(timeout);
    }

    @Override
    public <T> T executeCommand(CommandObject<T> command) {
        ConnectionPool pool = pools.pool(command.getArguments());
        JedisRedirectionException redirection = null;
        for (int i = 0; i <= MAX_REDIRECTIONS; i++) {
            LentConnection lent = lend(pool, command.getArguments());
            try {
                return execute(lent.connection(), command, redirection instanceof JedisAskDataException);
            } catch (JedisRedirectionException elsewhere) {
                redirection = elsewhere;
                pool = pools.pool(target(elsewhere, lent.connection()));
                if (!(elsewhere instanceof JedisAskDataException)) {
                    renewTopology();
                }
            } catch (JedisDataException reply) {
                lent.heed(reply);
                if (NotServing.isSaidBy(reply)) {
                    renewTopology();
                }
                throw reply;
            } catch (JedisConnectionException lost) {
                lent.dropIdle();
                renewTopology();
                throw lost;
            } finally {
                lent.giveBack();
            }
        }
        throw new JedisClusterOperationException("too many redirections", redirection);
    }

    /**
     * A pool is closed when its node leaves the Cluster. Nothing has been sent by then, so another pool may be asked. A node that
     * cannot be connected to may have a successor.
     */
    private LentConnection lend(ConnectionPool pool, CommandArguments command) {
        try {
            return LentConnection.of(pool);
        } catch (JedisException failure) {
            if (!pool.isClosed()) {
                renewTopology();
                throw failure;
            }
            return LentConnection.of(pools.pool(command));
        }
    }

    private static <T> T execute(Connection connection, CommandObject<T> command, boolean asking) {
        if (asking) {
            connection.executeCommand(Command.ASKING);
        }
        return connection.executeCommand(command);
    }

    /**
     * A node that does not know the other's host leaves it out, which means its own; one that prefers hostnames and knows
     * none says {@code ?}, which may be any known node with that port.
     */
    private String target(JedisRedirectionException redirection, Connection answering) {
        HostAndPort told = redirection.getTargetNode();
        HostAndPort here = answering.getHostAndPort();
        String sameHost = new HostAndPort(here.getHost(), told.getPort()).toString();
        if (told.getHost().isEmpty()) {
            return sameHost;
        }
        if (!told.getHost().equals("?")) {
            return told.toString();
        }
        return pools.pools().keySet().stream()
                .filter(node -> node.endsWith(":" + told.getPort()) && !node.equals(here.toString()))
                .findAny()
                .orElse(sameHost);
    }

    private void renewTopology() {
        topology.execute(this::refreshQuietly);
    }

    /** Whoever asks next is told why no node answers. */
    private void refreshQuietly() {
        try {
            pools.refresh(fanout);
        } catch (RuntimeException nobodyAnswers) {
            LOG.debug("No node tells the slots", nobodyAnswers);
        }
    }

    private static ExecutorService topologyThread() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(1),
                task -> DaemonThreads.unstarted(task, "content-jobs-redis-topology"),
                new ThreadPoolExecutor.DiscardPolicy());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    @Override
    public void close() {
        topology.shutdownNow();
        fanout.close();
        pools.close();
    }
}
