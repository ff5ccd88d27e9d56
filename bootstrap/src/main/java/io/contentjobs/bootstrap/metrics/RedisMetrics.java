package io.contentjobs.bootstrap.metrics;

import io.contentjobs.redis.RedisFailure;
import io.contentjobs.redis.RedisListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Round trips to Redis, reads in each batch, failures, and hints at changes. */
final class RedisMetrics implements RedisListener {
    private static final double[] BATCH_BOUNDS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};
    private static final Duration[] ROUND_TRIP_BOUNDS = Bounds.micros(
            100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000);

    private final MeterRegistry registry;
    private final DistributionSummary batches;
    private final Timer roundTrips;
    private final Counter hints;
    private final Counter readsWithoutHint;

    /** 1 for each server that gives hints at present, 0 for others. */
    private final Map<String, Integer> hintsLive = new ConcurrentHashMap<>();

    private final MultiGauge hintsLiveGauges;

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
        hints = Counter.builder("content.jobs.redis.hints")
                .description("Hints of Redis at changed keys")
                .register(registry);
        hintsLiveGauges = MultiGauge.builder("content.jobs.redis.hints.live")
                .description("1 if the server of Redis gives hints at changes, else 0")
                .register(registry);
        readsWithoutHint = Counter.builder("content.jobs.redis.reads.without.hint")
                .description("Reads of watched jobs from servers that give no hints")
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

    @Override
    public synchronized void hintsLive(String server, boolean live) {
        hintsLive.put(server, live ? 1 : 0);
        showServers();
    }

    @Override
    public synchronized void hintsEnded(String server) {
        hintsLive.remove(server);
        showServers();
    }

    @Override
    public void hinted(int keys) {
        hints.increment(keys);
    }

    @Override
    public void readWithoutHint(int keys) {
        readsWithoutHint.increment(keys);
    }

    /** Adds a gauge for each new server, and removes those of servers that have gone. */
    private void showServers() {
        hintsLiveGauges.register(hintsLive.keySet().stream()
                .map(server -> Row.of(Tags.of("server", server), hintsLive, live -> live.getOrDefault(server, 0)))
                .toList());
    }

    private Counter failures(RedisFailure why) {
        return Counter.builder("content.jobs.redis.failures")
                .description("Failed reads, writes, PINGs and slot requests")
                .tag("reason", HttpMetrics.label(why))
                .register(registry);
    }
}
