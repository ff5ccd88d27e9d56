package io.contentjobs.bootstrap.metrics;

import io.contentjobs.redis.RedisFailure;
import io.contentjobs.redis.RedisListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** How the store fares with its Redis: round trips, how many reads each of them served, and what failed. */
final class RedisMetrics implements RedisListener {
    private static final double[] BATCH_BOUNDS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};
    private static final Duration[] ROUND_TRIP_BOUNDS = LongStream.of(
                    100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000)
            .mapToObj(micros -> Duration.of(micros, ChronoUnit.MICROS))
            .toArray(Duration[]::new);

    private final DistributionSummary batches;
    private final Timer roundTrips;
    private final Map<RedisFailure, Counter> failures = new EnumMap<>(RedisFailure.class);

    RedisMetrics(MeterRegistry registry) {
        batches = DistributionSummary.builder("content.jobs.redis.batch")
                .description("Reads that went to Redis together")
                .baseUnit("reads")
                .serviceLevelObjectives(BATCH_BOUNDS)
                .register(registry);
        roundTrips = Timer.builder("content.jobs.redis.round.trip")
                .description("Time from the first command of a batch to its last reply")
                .serviceLevelObjectives(ROUND_TRIP_BOUNDS)
                .register(registry);
        for (RedisFailure why : RedisFailure.values()) {
            failures.put(
                    why,
                    Counter.builder("content.jobs.redis.failures")
                            .description("Reads and writes that failed")
                            .tag("reason", HttpMetrics.label(why))
                            .register(registry));
        }
    }

    @Override
    public void exchanged(int reads, long nanos) {
        batches.record(reads);
        roundTrips.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void failed(RedisFailure why) {
        Counter counter = failures.get(why);
        if (counter != null) {
            counter.increment();
        }
    }
}
