package io.contentjobs.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class DetectionLagTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicLong now = new AtomicLong();
    private final Map<JobId, Long> ends = new HashMap<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final JobId id = Jobs.id();

    @Test
    void lag_of_an_end_during_the_wait_is_measured() {
        wait(() -> {
            pass(3_000);
            ends.put(id, now.get());
            pass(150);
            return new JobReport.Completed(Jobs.imageUrls());
        });

        assertThat(timer().count()).isEqualTo(1);
        assertThat(timer().totalTime(TimeUnit.MILLISECONDS)).isEqualTo(150);
    }

    @Test
    void lag_of_an_end_before_the_wait_is_not_measured() {
        ends.put(id, now.get());
        pass(5_000);
        wait(() -> {
            pass(1);
            return new JobReport.Failed("error");
        });

        assertThat(timer().count()).isZero();
    }

    @Test
    void job_that_has_not_ended_or_ended_elsewhere_is_not_measured() {
        wait(() -> new JobReport.InProgress(JobStatus.PROCESSING));
        wait(() -> new JobReport.Failed("error"));

        assertThat(timer().count()).isZero();
    }

    private void wait(Supplier<JobReport> news) {
        AwaitJobStatus waiting = (job, enough, atMost) -> news.get();
        new DetectionLag(waiting, this::timeSinceEnd, now::get, registry).await(id, report -> false, LONG);
    }

    private Optional<Duration> timeSinceEnd(JobId job) {
        return Optional.ofNullable(ends.get(job)).map(end -> Duration.ofNanos(now.get() - end));
    }

    private Timer timer() {
        return registry.get("content.jobs.detection.lag").timer();
    }

    private void pass(long millis) {
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
