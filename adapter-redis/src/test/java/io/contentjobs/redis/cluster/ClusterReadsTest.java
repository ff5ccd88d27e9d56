package io.contentjobs.redis;

import static org.assertj.core.api.Assertions.assertThat;

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
final class ClusterReadsTest implements RedisListener, KnownNodes, Reads {
    private final BlockingQueue<RedisFailure> failures = new LinkedBlockingQueue<>();

    @Test
    void nodes_that_refuse_the_user_are_counted_as_such() throws Exception {
        try (ClusterReads reads = new ClusterReads(this, this, new Faults(this), Duration.ofSeconds(30), 1)) {
            assertThat(failures.poll(30, TimeUnit.SECONDS)).isEqualTo(RedisFailure.REFUSED);
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
    public void exchanged(int count, long duration) {}

    @Override
    public void failed(RedisFailure why) {
        failures.add(why);
    }

    @Override
    public void close() {}
}
