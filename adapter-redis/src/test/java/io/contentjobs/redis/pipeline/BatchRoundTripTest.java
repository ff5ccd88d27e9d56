package io.contentjobs.redis.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.testing.ScriptedRedis;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisProtocol;

/** What the watch does when a round trip ends in the moment in which it is found to be slow. */
final class BatchRoundTripTest {
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(30);

    private final RedisErrors errors = new RedisErrors();
    private final SynchronousQueue<String> replies = new SynchronousQueue<>();

    @Test
    void later_round_trip_on_the_same_connection_is_not_cut() throws Exception {
        try (ScriptedRedis redis = new ScriptedRedis((command, out) -> out.write(ScriptedRedis.bulk(replies.take())));
                ConnectionPool pool = pool(redis)) {
            BatchRoundTrip roundTrips = new BatchRoundTrip(() -> pool, errors, TIMEOUT, false);
            CompletableFuture<PendingRead> slow = run(roundTrips, "slow");
            long found = awaitSlow(roundTrips);
            replies.put("slow");
            assertThat(slow.get(30, TimeUnit.SECONDS).outcome()).isEqualTo("slow".getBytes(UTF_8));
            CompletableFuture<PendingRead> later = run(roundTrips, "later");
            assertThat(awaitSlow(roundTrips)).isNotEqualTo(found);

            roundTrips.cut(found);
            replies.put("later");

            assertThat(later.get(30, TimeUnit.SECONDS).outcome()).isEqualTo("later".getBytes(UTF_8));
            assertThat(pool.getCreatedCount()).isEqualTo(1);
        }
    }

    @Test
    void slow_round_trip_is_cut() throws Exception {
        try (ScriptedRedis redis = new ScriptedRedis((command, out) -> out.write(ScriptedRedis.bulk(replies.take())));
                ConnectionPool pool = pool(redis)) {
            BatchRoundTrip roundTrips = new BatchRoundTrip(() -> pool, errors, TIMEOUT, false);
            CompletableFuture<PendingRead> slow = run(roundTrips, "slow");

            assertThat(awaitSlow(roundTrips)).isPositive();

            roundTrips.expire(System.nanoTime() + 2 * TIMEOUT, errors::timedOut);

            assertThat(slow.get(30, TimeUnit.SECONDS).outcome()).isInstanceOf(StoreUnavailableException.class);
            assertThat(pool.getBorrowedCount()).isEqualTo(1);
        }
    }

    /** Returns the round trip under way, which is slow for a clock that is ahead. */
    private static long awaitSlow(BatchRoundTrip roundTrips) {
        long found = 0;
        while (found == 0) {
            found = roundTrips.slowRoundTrip(System.nanoTime() + 2 * TIMEOUT);
            Thread.onSpinWait();
        }
        return found;
    }

    private static CompletableFuture<PendingRead> run(BatchRoundTrip roundTrips, String key) {
        return CompletableFuture.supplyAsync(() -> {
            PendingRead read = new PendingRead(
                    key, new CommandArguments(Command.GET).key(key), false, System.nanoTime() + TIMEOUT);
            roundTrips.run(new PendingRead[] {read});
            return read;
        });
    }

    private static ConnectionPool pool(ScriptedRedis redis) {
        ConnectionPoolConfig limits = new ConnectionPoolConfig();
        limits.setJmxEnabled(false);
        return new ConnectionPool(
                new HostAndPort("127.0.0.1", redis.port()),
                DefaultJedisClientConfig.builder()
                        .protocol(RedisProtocol.RESP2)
                        .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                        .timeoutMillis((int) Duration.ofNanos(TIMEOUT).toMillis())
                        .build(),
                limits);
    }
}
