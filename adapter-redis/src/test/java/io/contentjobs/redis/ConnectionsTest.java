package io.contentjobs.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisConnectionException;

final class ConnectionsTest {
    private final AtomicReference<@Nullable Thread> closing = new AtomicReference<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    @Test
    void connection_that_is_whole_is_given_back_at_once() {
        Connections.giveBack(connection());

        assertThat(closing.get()).isSameAs(Thread.currentThread());
    }

    @Test
    void nobody_waits_while_a_broken_one_is_replaced() throws Exception {
        Connection broken = connection();
        broken.setBroken();

        Connections.giveBack(broken);

        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(closing.get()).isNotSameAs(Thread.currentThread());
    }

    private Connection connection() {
        return new Connection() {
            @Override
            public void close() {
                closing.set(Thread.currentThread());
                closed.countDown();
                if (isBroken()) {
                    throw new JedisConnectionException("No other one to be had");
                }
            }
        };
    }
}
