package io.contentjobs.redis.connect;

import static io.contentjobs.redis.testing.StoreFailures.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.redis.testing.LoggedLines;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.executors.CommandExecutor;

final class LazyClientTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    private final AtomicInteger attempts = new AtomicInteger();
    private final CountDownLatch mayBuild = new CountDownLatch(1);
    private final CountDownLatch clientClosed = new CountDownLatch(1);

    @Test
    void first_call_builds_the_client_and_later_calls_use_it() {
        try (LazyClient lazy = lazy(Duration.ofSeconds(5), this::client)) {
            assertThat(attempts).hasValue(0);

            UnifiedJedis client = lazy.get("job:a");

            assertThat(lazy.get("job:b")).isSameAs(client);
            assertThat(attempts).hasValue(1);
        }
    }

    @Test
    void failed_attempt_is_repeated_after_a_while() throws InterruptedException {
        AtomicBoolean up = new AtomicBoolean();
        try (LazyClient lazy = lazy(Duration.ofSeconds(5), () -> {
            if (!up.get()) {
                throw new JedisConnectionException("All sentinels down");
            }
            return client();
        })) {
            for (int i = 0; i < 100; i++) {
                assertUnavailable(() -> lazy.get("job:a")).hasMessageContaining("All sentinels down");
            }
            assertThat(attempts.get()).isLessThan(50);

            up.set(true);
            Await.until("a client", () -> lazy.get("job:a") != null);
        }
    }

    @Test
    void callers_wait_for_a_slow_attempt_no_longer_than_the_timeout() throws InterruptedException {
        try (LazyClient lazy = lazy(SHORT, this::slowClient)) {
            assertUnavailable(() -> lazy.get("job:a"));
            assertUnavailable(() -> lazy.get("job:a"));
            assertThat(attempts).hasValue(1);

            mayBuild.countDown();
            Await.until("a client", () -> lazy.get("job:a") != null);
            assertThat(attempts).hasValue(1);
        }
    }

    @Test
    void interrupted_caller_stays_interrupted_and_is_no_outage() {
        try (LazyClient lazy = lazy(Duration.ofSeconds(5), this::slowClient);
                LoggedLines log = new LoggedLines(RedisErrors.class)) {
            Thread.currentThread().interrupt();

            assertUnavailable(() -> lazy.get("job:a"));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(log.lines()).isEmpty();
        } finally {
            mayBuild.countDown();
        }
    }

    @Test
    void client_that_is_built_after_the_close_is_closed() throws InterruptedException {
        LazyClient lazy = lazy(SHORT, this::slowClient);
        assertUnavailable(() -> lazy.get("job:a"));
        Await.until("an attempt", () -> attempts.get() == 1);

        lazy.close();
        mayBuild.countDown();

        assertThat(clientClosed.await(10, TimeUnit.SECONDS)).isTrue();
        assertUnavailable(() -> lazy.get("job:a"));
    }

    @Test
    void client_is_not_given_out_after_the_close() {
        LazyClient lazy = lazy(Duration.ofSeconds(5), this::client);
        lazy.get("job:a");

        lazy.close();

        assertUnavailable(() -> lazy.get("job:a"));
        assertThat(clientClosed.getCount()).isZero();
        assertThat(attempts).hasValue(1);
    }

    private LazyClient lazy(Duration timeout, Supplier<UnifiedJedis> builder) {
        return new LazyClient(
                () -> {
                    attempts.incrementAndGet();
                    return builder.get();
                },
                new RedisErrors(),
                timeout);
    }

    private UnifiedJedis slowClient() {
        try {
            mayBuild.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return client();
    }

    /** Connects to nothing. Its close closes what executes its commands. */
    private UnifiedJedis client() {
        return RedisClient.builder()
                .clientConfig(DefaultJedisClientConfig.builder()
                        .protocol(RedisProtocol.RESP2)
                        .build())
                .commandExecutor(new CommandExecutor() {
                    @Override
                    public <T> T executeCommand(CommandObject<T> command) {
                        throw new JedisConnectionException("not asked");
                    }

                    @Override
                    public void close() {
                        clientClosed.countDown();
                    }
                })
                .build();
    }
}
