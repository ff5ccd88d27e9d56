package io.contentjobs.redis.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.testing.LoggedLines;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

final class LazyClientTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Test
    void client_is_built_when_first_asked_for_and_once() {
        AtomicInteger built = new AtomicInteger();
        try (LazyClient late = late(() -> count(built))) {
            assertThat(built).hasValue(0);

            UnifiedJedis client = late.get("job:a");

            assertThat(late.get("job:b")).isSameAs(client);
            assertThat(built).hasValue(1);
        }
    }

    @Test
    void failed_attempt_is_made_again_but_not_at_once() {
        AtomicBoolean up = new AtomicBoolean();
        AtomicInteger attempts = new AtomicInteger();
        try (LazyClient late = late(() -> {
            attempts.incrementAndGet();
            if (!up.get()) {
                throw new JedisConnectionException("All sentinels down");
            }
            return client();
        })) {
            for (int i = 0; i < 100; i++) {
                assertThatThrownBy(() -> late.get("job:a"))
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasMessageContaining("All sentinels down");
            }
            assertThat(attempts.get()).isLessThan(50);

            up.set(true);
            assertThat(eventually(late)).isNotNull();
        }
    }

    @Test
    void attempt_that_takes_long_is_waited_for_no_longer_than_the_time_out() throws InterruptedException {
        CountDownLatch found = new CountDownLatch(1);
        AtomicInteger attempts = new AtomicInteger();
        try (LazyClient late = new LazyClient(
                () -> {
                    attempts.incrementAndGet();
                    await(found);
                    return client();
                },
                new RedisErrors(),
                Duration.ofMillis(20))) {
            assertThatThrownBy(() -> late.get("job:a")).isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> late.get("job:a")).isInstanceOf(StoreUnavailableException.class);
            assertThat(attempts).hasValue(1);

            found.countDown();
            assertThat(eventually(late)).isNotNull();
            assertThat(attempts).hasValue(1);
        }
    }

    @Test
    void interrupted_caller_stays_interrupted() {
        CountDownLatch never = new CountDownLatch(1);
        try (LazyClient late = late(() -> {
                    await(never);
                    return client();
                });
                LoggedLines log = new LoggedLines(RedisErrors.class)) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> late.get("job:a")).isInstanceOf(StoreUnavailableException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(log.lines()).isEmpty();
        } finally {
            never.countDown();
        }
    }

    @Test
    void client_that_is_built_too_late_is_closed() throws InterruptedException {
        CountDownLatch building = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch clientClosed = new CountDownLatch(1);
        LazyClient late = new LazyClient(
                () -> {
                    building.countDown();
                    await(closed);
                    return new ClosingClient(clientClosed).client;
                },
                new RedisErrors(),
                Duration.ofMillis(20));
        assertThatThrownBy(() -> late.get("job:a")).isInstanceOf(StoreUnavailableException.class);
        assertThat(building.await(10, TimeUnit.SECONDS)).isTrue();

        late.close();
        closed.countDown();

        assertThat(clientClosed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> late.get("job:a")).isInstanceOf(StoreUnavailableException.class);
    }

    private static LazyClient late(Supplier<UnifiedJedis> builder) {
        return new LazyClient(builder, new RedisErrors(), TIMEOUT);
    }

    private static UnifiedJedis eventually(LazyClient late) {
        long start = System.nanoTime();
        while (true) {
            try {
                return late.get("job:a");
            } catch (StoreUnavailableException notYet) {
                if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(10)) {
                    throw notYet;
                }
                Thread.onSpinWait();
            }
        }
    }

    private static UnifiedJedis count(AtomicInteger built) {
        built.incrementAndGet();
        return client();
    }

    /** Connects to nothing as long as it is asked nothing. */
    private static RedisClient client() {
        return RedisClient.builder()
                .clientConfig(DefaultJedisClientConfig.builder()
                        .protocol(RedisProtocol.RESP2)
                        .build())
                .build();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells when its client is closed, which closes what executes its commands. */
    private static final class ClosingClient implements redis.clients.jedis.executors.CommandExecutor {
        final UnifiedJedis client;
        private final CountDownLatch closed;

        ClosingClient(CountDownLatch closed) {
            this.closed = closed;
            this.client = RedisClient.builder()
                    .clientConfig(DefaultJedisClientConfig.builder()
                            .protocol(RedisProtocol.RESP2)
                            .build())
                    .commandExecutor(this)
                    .build();
        }

        @Override
        public <T> T executeCommand(redis.clients.jedis.CommandObject<T> command) {
            throw new JedisConnectionException("not asked");
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
