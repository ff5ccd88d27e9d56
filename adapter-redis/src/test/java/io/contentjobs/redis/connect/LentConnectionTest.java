package io.contentjobs.redis.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.Await;
import io.contentjobs.redis.testing.ScriptedRedis;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

final class LentConnectionTest {
    private final AtomicReference<@Nullable Thread> returning = new AtomicReference<>();
    private final CountDownLatch returned = new CountDownLatch(1);
    private ScriptedRedis server;
    private ConnectionPool pool;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedRedis((command, out) -> out.write("+OK\r\n".getBytes(UTF_8)));
        pool =
                new ConnectionPool(new ConnectionFactory(
                        new HostAndPort("127.0.0.1", server.port()),
                        DefaultJedisClientConfig.builder().build())) {
                    @Override
                    public void returnResource(Connection connection) {
                        note();
                        super.returnResource(connection);
                    }

                    @Override
                    public void returnBrokenResource(Connection connection) {
                        note();
                        super.returnBrokenResource(connection);
                    }
                };
    }

    @AfterEach
    void stop() throws IOException {
        pool.close();
        server.close();
    }

    @Test
    void caller_returns_a_working_connection_itself() {
        LentConnection.of(pool).giveBack();

        assertThat(returning.get()).isSameAs(Thread.currentThread());
    }

    @Test
    void another_thread_replaces_a_broken_connection() throws Exception {
        LentConnection broken = LentConnection.of(pool);
        broken.connection().setBroken();

        broken.giveBack();

        assertThat(returned.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(returning.get()).isNotSameAs(Thread.currentThread());
    }

    @Test
    void error_of_the_server_closes_idle_and_borrowed_connections() {
        LentConnection idle = LentConnection.of(pool);
        LentConnection lent = LentConnection.of(pool);
        LentConnection told = LentConnection.of(pool);
        idle.giveBack();

        told.heed(readOnly());
        told.giveBack();
        lent.giveBack();

        Connection next = borrowed();
        assertThat(next).isNotIn(idle.connection(), lent.connection(), told.connection());
        assertThat(borrowed()).isSameAs(next);
    }

    @Test
    void error_of_the_command_closes_no_connection() {
        LentConnection told = LentConnection.of(pool);

        told.heed(new JedisDataException("WRONGTYPE Operation against a key holding the wrong kind of value"));
        told.giveBack();

        assertThat(borrowed()).isSameAs(told.connection());
    }

    @Test
    void concurrent_errors_clear_the_pool_once() {
        List<LentConnection> told =
                Stream.generate(() -> LentConnection.of(pool)).limit(6).toList();
        long before = Generation.of(pool).number();

        told.forEach(connection -> connection.heed(readOnly()));
        told.forEach(LentConnection::giveBack);

        assertThat(Generation.of(pool).number()).isEqualTo(before + 2);
        assertThat(told).extracting(LentConnection::connection).doesNotContain(borrowed());
    }

    @Test
    void error_shortly_after_another_closes_the_new_connections_a_little_later() throws Exception {
        Generation generation = Generation.of(pool);
        long before;
        do {
            LentConnection told = LentConnection.of(pool);
            before = generation.number();
            told.heed(readOnly());
            told.giveBack();
        } while (generation.number() != before);

        long tooSoon = before;
        Await.until("another generation without another error", () -> {
            borrowed();
            return generation.number() > tooSoon;
        });
    }

    @Test
    void pool_has_one_generation() {
        assertThat(Generation.of(pool)).isSameAs(Generation.of(pool));
    }

    @Test
    void client_does_not_connect_for_each_error_of_a_server_that_never_serves() {
        server.does((command, out) -> out.write(
                (command.get(0).equals("GET") ? "-LOADING Redis is loading\r\n" : "+OK\r\n").getBytes(UTF_8)));
        long start = System.nanoTime();

        for (int i = 0; i < 2_000; i++) {
            LentConnection lent = LentConnection.of(pool);
            assertThatThrownBy(() -> lent.connection().executeCommand(Command.GET))
                    .isInstanceOfSatisfying(JedisDataException.class, lent::heed);
            lent.giveBack();
        }

        long times = (System.nanoTime() - start) / Generation.PAUSE_NANOS + 1;
        assertThat(pool.getCreatedCount()).isBetween(2L, times + 1);
    }

    private static JedisDataException readOnly() {
        return new JedisDataException("READONLY You can't write against a read only replica.");
    }

    /** Borrows a connection and returns it. */
    private Connection borrowed() {
        LentConnection lent = LentConnection.of(pool);
        lent.giveBack();
        return lent.connection();
    }

    private void note() {
        returning.set(Thread.currentThread());
        returned.countDown();
    }
}
