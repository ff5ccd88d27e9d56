package io.contentjobs.bootstrap.metrics;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
                .serviceLevelObjectives(
                        Bounds.millis(1, 2, 5, 10, 25, 50, 100, 150, 200, 250, 300, 400, 600, 1_000, 2_500))
                .register(registry);
    }

    @Override
    public JobReport await(JobId id, Predicate<? super JobReport> enough, Duration atMost) {
        long begin = nanoTime.getAsLong();
        JobReport report = waiting.await(id, enough, atMost);
        record(id, report, begin);
        return report;
    }

    @Override
    public Subscription subscribe(JobId id, @Nullable JobReport known, Listener listener) {
        long begin = nanoTime.getAsLong();
        return waiting.subscribe(id, known, new Listener() {
            @Override
            public void reported(JobReport report) {
                record(id, report, begin);
                listener.reported(report);
            }

            @Override
            public void failed(JobException failure) {
                listener.failed(failure);
            }

            @Override
            public void stopped() {
                listener.stopped();
            }
        });
    }

    /** Ignores an end before the wait: its delay is caused by the client. */
    private void record(JobId id, JobReport report, long begin) {
        if (report.status().isTerminal()) {
            Duration waited = Duration.ofNanos(nanoTime.getAsLong() - begin);
            timeSinceEnd.apply(id).filter(ago -> ago.compareTo(waited) <= 0).ifPresent(lag::record);
        }
    }
}
