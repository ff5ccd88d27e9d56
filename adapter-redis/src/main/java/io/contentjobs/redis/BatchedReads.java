package io.contentjobs.redis;

import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.cluster.ClusterClient;
import io.contentjobs.redis.cluster.ClusterReads;
import io.contentjobs.redis.cluster.JedisNodes;
import io.contentjobs.redis.connect.BorrowedPools;
import io.contentjobs.redis.connect.ClientSource;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.pipeline.ReadPipeline;
import io.contentjobs.redis.pipeline.Reads;
import io.contentjobs.redis.pipeline.SingleReads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;

/** Reads in batches, in the way that fits the kind of client. The kind is known when the client is first built. */
final class BatchedReads implements Reads {
    /** More reads than all waiting clients make at once when their time is over, or when the server stops. */
    private static final int CAPACITY = 65_536;

    private final ClientSource clients;
    private final Reads single;
    private final RedisErrors errors;
    private final Duration timeout;
    private volatile @Nullable Reads reads;
    private boolean closed;

    BatchedReads(ClientSource clients, RedisErrors errors, Duration timeout) {
        this.clients = clients;
        this.single = new SingleReads(clients, errors, timeout);
        this.errors = errors;
        this.timeout = timeout;
    }

    @Override
    public @Nullable Object execute(String subject, CommandArguments command) {
        return opened(subject).execute(subject, command);
    }

    @Override
    public List<@Nullable Object> executeAll(List<String> keys, Function<String, CommandArguments> command) {
        if (keys.isEmpty()) {
            return List.of();
        }
        Reads opened;
        try {
            opened = opened("batch");
        } catch (StoreUnavailableException noClient) {
            String problem = String.valueOf(noClient.getMessage());
            List<@Nullable Object> failures = new ArrayList<>();
            keys.forEach(key -> failures.add(RedisErrors.unanswered(key, problem, noClient.getCause())));
            return failures;
        }
        return opened.executeAll(keys, command);
    }

    @Override
    public boolean answers(RedisErrors errors) {
        try {
            return opened("PING").answers(errors);
        } catch (StoreUnavailableException noClient) {
            return false;
        }
    }

    @Override
    public int waiting() {
        Reads opened = reads;
        return opened == null ? 0 : opened.waiting();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (reads != null) {
            reads.close();
        }
    }

    private Reads opened(String subject) {
        Reads opened = reads;
        return opened != null ? opened : open(clients.get(subject));
    }

    private synchronized Reads open(UnifiedJedis client) {
        if (closed) {
            throw RedisErrors.unanswered("reads", "Redis is not asked any more", null);
        }
        if (reads == null) {
            reads = readsOf(client);
        }
        return reads;
    }

    private Reads readsOf(UnifiedJedis client) {
        if (client instanceof ClusterClient cluster) {
            return new ClusterReads(cluster.pools(), errors, timeout, CAPACITY);
        }
        if (client instanceof RedisClusterClient cluster) {
            return new ClusterReads(new JedisNodes(cluster, errors, timeout), errors, timeout, CAPACITY);
        }
        if (client instanceof RedisSentinelClient sentinel) {
            return new ReadPipeline("master", () -> BorrowedPools.masterPool(sentinel), errors, timeout, CAPACITY);
        }
        if (client instanceof RedisClient standalone) {
            return new ReadPipeline("server", standalone::getPool, errors, timeout, CAPACITY);
        }
        return single;
    }
}
