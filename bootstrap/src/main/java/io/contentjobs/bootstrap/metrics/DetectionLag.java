package io.contentjobs.bootstrap.metrics;

import io.contentjobs.bootstrap.demo.EndedJobs;
import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/** Measures how late those who wait learn of an end, where it is known when that was. */
final class DetectionLag implements AwaitJobStatus {
    private static final Duration[] BOUNDS = LongStream.of(25, 50, 100, 150, 200, 250, 300, 400, 600, 1_000, 2_500)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final AwaitJobStatus waiting;
    private final EndedJobs ended;
    private final LongSupplier nanoTime;
    private final Timer lag;

    /** @param nanoTime as {@link System#nanoTime()} */
    DetectionLag(AwaitJobStatus waiting, EndedJobs ended, LongSupplier nanoTime, MeterRegistry registry) {
        this.waiting = waiting;
        this.ended = ended;
        this.nanoTime = nanoTime;
        this.lag = Timer.builder("content.jobs.detection.lag")
                .description("Time from the end of a job to when somebody who waits for it is told")
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }

    /** An end from before the wait says how late the client came, not the news. */
    @Override
    public JobReport await(JobId id, Predicate<? super JobReport> enough, Duration atMost) {
        long begin = nanoTime.getAsLong();
        JobReport report = waiting.await(id, enough, atMost);
        if (report.status().isTerminal()) {
            Duration waited = Duration.ofNanos(nanoTime.getAsLong() - begin);
            ended.timeSince(id).filter(ago -> ago.compareTo(waited) <= 0).ifPresent(lag::record);
        }
        return report;
    }
}
