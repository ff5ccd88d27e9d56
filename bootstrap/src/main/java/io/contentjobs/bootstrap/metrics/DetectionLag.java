package io.contentjobs.bootstrap.metrics;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Measures the time from the end of a job until a waiting client learns of it, if the time of the end is known. */
final class DetectionLag implements AwaitJobStatus {
    private final AwaitJobStatus waiting;
    private final Function<JobId, Optional<Duration>> timeSinceEnd;
    private final LongSupplier nanoTime;
    private final Timer lag;

    /** @param nanoTime as {@link System#nanoTime()} */
    DetectionLag(
            AwaitJobStatus waiting,
            Function<JobId, Optional<Duration>> timeSinceEnd,
            LongSupplier nanoTime,
            MeterRegistry registry) {
        this.waiting = waiting;
        this.timeSinceEnd = timeSinceEnd;
        this.nanoTime = nanoTime;
        this.lag = Timer.builder("content.jobs.detection.lag")
                .description("Time from the end of a job until a waiting request learns of it")
                .serviceLevelObjectives(Bounds.millis(25, 50, 100, 150, 200, 250, 300, 400, 600, 1_000, 2_500))
                .register(registry);
    }

    /** Ignores an end before the wait: its delay is caused by the client. */
    @Override
    public JobReport await(JobId id, Predicate<? super JobReport> enough, Duration atMost) {
        long begin = nanoTime.getAsLong();
        JobReport report = waiting.await(id, enough, atMost);
        if (report.status().isTerminal()) {
            Duration waited = Duration.ofNanos(nanoTime.getAsLong() - begin);
            timeSinceEnd.apply(id).filter(ago -> ago.compareTo(waited) <= 0).ifPresent(lag::record);
        }
        return report;
    }

    @Override
    public Subscription subscribe(JobId id, @org.jspecify.annotations.Nullable JobReport known, Listener listener) {
        return waiting.subscribe(id, known, listener);
    }
}
