package io.contentjobs.redis.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.redis.testing.ScriptedRedis;
import java.io.IOException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisProtocol;

/** The pool of a server that is retired while threads use its only connection, and wait for it. */
final class ServerPoolTest {
    private final ScriptedRedis redis = new ScriptedRedis((command, out) -> out.write("+PONG\r\n".getBytes(UTF_8)));
    private final ServerPool pool = pool();

    ServerPoolTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        pool.close();
        redis.close();
    }

    @Test
    void connection_in_use_finishes_and_is_closed_when_it_comes_back() {
        Connection inUse = pool.getResource();

        pool.retire();

        assertThat(inUse.ping()).isTrue();
        inUse.close();
        assertThat(inUse.isConnected()).isFalse();
        assertThat(pool.getNumActive() + pool.getNumIdle()).isZero();
    }

    @Test
    void idle_connection_is_closed() {
        Connection idle = pool.getResource();
        idle.close();
        assertThat(idle.isConnected()).isTrue();

        pool.retire();

        assertThat(idle.isConnected()).isFalse();
    }

    @Test
    void thread_that_waits_for_a_connection_gets_one() throws Exception {
        Connection inUse = pool.getResource();
        FutureTask<Connection> waiting = new FutureTask<>(pool::getResource);
        new Thread(waiting, "waiting").start();
        Await.until("a thread that waits", () -> pool.getNumWaiters() == 1);

        pool.retire();
        inUse.close();

        Connection got = waiting.get(30, TimeUnit.SECONDS);
        got.close();
        assertThat(got.isConnected()).isFalse();
    }

    private ServerPool pool() {
        ConnectionPoolConfig limits = new ConnectionPoolConfig();
        limits.setMaxTotal(1);
        limits.setJmxEnabled(false);
        return new ServerPool(
                new HostAndPort("127.0.0.1", redis.port()),
                DefaultJedisClientConfig.builder()
                        .protocol(RedisProtocol.RESP2)
                        .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                        .build(),
                limits);
    }
}
