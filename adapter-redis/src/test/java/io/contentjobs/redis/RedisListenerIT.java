package io.contentjobs.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.process.FreePort;
import io.contentjobs.redis.testing.Await;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who listens to a store is told of what goes well and of what does not. */
final class RedisListenerIT implements RedisListener {
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();
    private final Queue<RedisFailure> failures = new ConcurrentLinkedQueue<>();

    @Override
    public void exchanged(int count, long duration) {
        reads.addAndGet(count);
        nanos.addAndGet(duration);
    }

    @Override
    public void failed(RedisFailure why) {
        failures.add(why);
    }

    @Test
    void each_read_that_is_answered_is_told() throws Exception {
        try (RedisProcess redis = RedisProcess.start();
                RedisStore store = connect(redis.url(), Duration.ofSeconds(30))) {
            assertThat(store.reader().find(Jobs.id())).isEmpty();
            assertThat(store.reader().find(Jobs.id())).isEmpty();

            Await.until("both told", () -> reads.get() == 2 && store.waitingReads() == 0);
            assertThat(nanos).hasPositiveValue();
            assertThat(failures).isEmpty();
        }
    }

    @Test
    void redis_that_is_silent_is_told() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                RedisStore store = connect(urlOf(silent.getLocalPort()), Duration.ofMillis(200))) {
            assertThatThrownBy(() -> store.reader().find(Jobs.id())).isInstanceOf(StoreUnavailableException.class);

            assertThat(failures).isNotEmpty().containsOnly(RedisFailure.TIMED_OUT);
            assertThat(reads).hasValue(0);
        }
    }

    @Test
    void redis_that_is_away_is_told() throws Exception {
        int port = FreePort.find();
        try (RedisStore store = connect(urlOf(port), Duration.ofSeconds(30))) {
            assertThatThrownBy(() -> store.reader().find(Jobs.id())).isInstanceOf(StoreUnavailableException.class);

            assertThat(failures).isNotEmpty().containsOnly(RedisFailure.UNREACHABLE);
        }
    }

    @Test
    void redis_that_refuses_is_told() throws Exception {
        try (RedisProcess redis = RedisProcess.start("--requirepass", "s3cret");
                RedisStore store = connect(urlOf(redis.port()), Duration.ofSeconds(30))) {
            assertThatThrownBy(() -> store.reader().find(Jobs.id())).isInstanceOf(StoreUnavailableException.class);

            assertThat(failures).isNotEmpty().containsOnly(RedisFailure.REFUSED);
        }
    }

    private RedisStore connect(RedisUrl url, Duration timeout) {
        return RedisStore.connect(url, timeout, this);
    }

    private static RedisUrl urlOf(int port) {
        return RedisUrl.parse("redis://127.0.0.1:" + port);
    }
}
