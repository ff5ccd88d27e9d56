package io.contentjobs.redis.pipeline;

import io.contentjobs.redis.OwnClients;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.connect.ClientSource;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.record.CreatedAtBenchmark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

/** A read that nobody shares, of a real Redis: through a {@link ReadPipeline}, it must not take longer than without one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class LoneReadBenchmark {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final String KEY = "job-0123456789";

    private final RedisProcess redis;
    private final ClientSource clients;
    private final RedisClient client;
    private final Reads pipeline;
    private final Reads single;

    public LoneReadBenchmark() {
        try {
            redis = RedisProcess.start();
        } catch (IOException noRedis) {
            throw new IllegalStateException(noRedis);
        }
        RedisErrors errors = new RedisErrors();
        clients = OwnClients.of(redis.url(), errors, TIMEOUT);
        client = (RedisClient) clients.get(KEY);
        pipeline = new ReadPipeline("benchmark", client::getPool, errors, TIMEOUT, 16);
        single = new SingleReads(clients, errors, TIMEOUT);
    }

    @Setup
    public void store() {
        client.hset(KEY, "status", "PROCESSING");
        client.hset(KEY, "createdAt", CreatedAtBenchmark.TEXT);
    }

    @TearDown
    public void close() {
        pipeline.close();
        clients.close();
        redis.close();
    }

    @Benchmark
    public @Nullable Object throughThePipeline() {
        return pipeline.execute(KEY, read());
    }

    @Benchmark
    public @Nullable Object unbatched() {
        return single.execute(KEY, read());
    }

    private static CommandArguments read() {
        return new CommandArguments(Command.HGETALL).key(KEY.getBytes(StandardCharsets.US_ASCII));
    }
}
