package io.contentjobs.redis.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.redis.connect.FailureKind;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.connect.RedisEvents;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisClusterOperationException;

final class SlotMapTest implements RedisEvents {
    private final BlockingQueue<FailureKind> failures = new LinkedBlockingQueue<>();

    @Test
    void nodes_that_refuse_the_user_are_counted_as_such() throws Exception {
        try (SlotMap slots = new SlotMap(SlotTable.EMPTY, SlotMapTest::refuse, new RedisErrors(this))) {
            slots.requestRefresh();

            assertThat(failures.poll(30, TimeUnit.SECONDS)).isEqualTo(FailureKind.REFUSED);
        }
    }

    private static ClusterSlots refuse() {
        throw new JedisClusterOperationException(
                "no node tells the slots", new JedisAccessControlException("NOAUTH Authentication required."));
    }

    @Override
    public void batchCompleted(int count, long duration) {}

    @Override
    public void failed(FailureKind why) {
        failures.add(why);
    }
}
