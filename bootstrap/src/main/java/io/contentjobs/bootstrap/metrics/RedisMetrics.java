package io.contentjobs.bootstrap.metrics;

import io.contentjobs.redis.RedisFailure;
import io.contentjobs.redis.RedisListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Round trips to Redis, reads in each batch, and failures. */
final class RedisMetrics implements RedisListener {
    private static final double[] BATCH_BOUNDS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};
    private static final Duration[] ROUND_TRIP_BOUNDS = Bounds.micros(
            100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000);

    private final MeterRegistry registry;
    private final DistributionSummary batches;
    private final Timer roundTrips;

    RedisMetrics(MeterRegistry registry) {
        this.registry = registry;
        batches = DistributionSummary.builder("content.jobs.redis.batch")
                .description("Reads in a batch")
                .baseUnit("reads")
                .serviceLevelObjectives(BATCH_BOUNDS)
                .register(registry);
        roundTrips = Timer.builder("content.jobs.redis.round.trip")
                .description("Time from the first command of a batch to its last reply")
                .serviceLevelObjectives(ROUND_TRIP_BOUNDS)
                .register(registry);
        for (RedisFailure why : RedisFailure.values()) {
            failures(why);
        }
    }

    @Override
    public void batchCompleted(int reads, long nanos) {
        batches.record(reads);
        roundTrips.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void failed(RedisFailure why) {
        failures(why).increment();
    }

    private Counter failures(RedisFailure why) {
        return Counter.builder("content.jobs.redis.failures")
                .description("Failed reads, writes, PINGs and slot requests")
                .tag("reason", HttpMetrics.label(why))
                .register(registry);
    }
}
