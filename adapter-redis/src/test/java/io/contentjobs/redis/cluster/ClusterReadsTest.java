package io.contentjobs.redis.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.redis.connect.FailureKind;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.connect.RedisEvents;
import io.contentjobs.redis.pipeline.Reads;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisClusterOperationException;

/** {@link ClusterReads} of nodes that do not tell the slots. */
final class ClusterReadsTest implements RedisEvents, KnownNodes, Reads {
    private final BlockingQueue<FailureKind> failures = new LinkedBlockingQueue<>();

    @Test
    void nodes_that_refuse_the_user_are_counted_as_such() throws Exception {
        try (ClusterReads reads = new ClusterReads(this, this, new RedisErrors(this), Duration.ofSeconds(30), 1)) {
            assertThat(failures.poll(30, TimeUnit.SECONDS)).isEqualTo(FailureKind.REFUSED);
            assertThat(reads.isMapped()).isFalse();
        }
    }

    @Override
    public Map<String, ConnectionPool> pools() {
        return Map.of();
    }

    @Override
    public SlotTable<String> refresh(Fanout fanout) {
        throw new JedisClusterOperationException(
                "no node tells the slots", new JedisAccessControlException("NOAUTH Authentication required."));
    }

    @Override
    public @Nullable Object execute(String subject, CommandArguments command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void batchCompleted(int count, long duration) {}

    @Override
    public void failed(FailureKind why) {
        failures.add(why);
    }

    @Override
    public void close() {}
}
