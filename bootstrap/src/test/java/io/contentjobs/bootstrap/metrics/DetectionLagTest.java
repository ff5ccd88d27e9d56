package io.contentjobs.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DetectionLagTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicLong now = new AtomicLong();
    private final Map<JobId, Long> ends = new HashMap<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final JobId id = Jobs.id();

    enum Way {
        AWAIT,
        SUBSCRIBE
    }

    @ParameterizedTest
    @EnumSource
    void lag_of_an_end_during_the_wait_is_measured(Way way) {
        wait(way, () -> {
            pass(3_000);
            ends.put(id, now.get());
            pass(150);
            return new JobReport.Completed(Jobs.imageUrls());
        });

        assertThat(timer().count()).isEqualTo(1);
        assertThat(timer().totalTime(TimeUnit.MILLISECONDS)).isEqualTo(150);
    }

    @ParameterizedTest
    @EnumSource
    void lag_of_an_end_before_the_wait_is_not_measured(Way way) {
        ends.put(id, now.get());
        pass(5_000);
        wait(way, () -> {
            pass(1);
            return new JobReport.Failed("error");
        });

        assertThat(timer().count()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void job_that_has_not_ended_or_ended_elsewhere_is_not_measured(Way way) {
        wait(way, () -> new JobReport.InProgress(JobStatus.PROCESSING));
        wait(way, () -> new JobReport.Failed("error"));

        assertThat(timer().count()).isZero();
    }

    private void wait(Way way, Supplier<JobReport> news) {
        AwaitJobStatus measured = new DetectionLag(new Told(news), this::timeSinceEnd, now::get, registry);
        if (way == Way.AWAIT) {
            measured.await(id, report -> false, LONG);
        } else {
            RecordingListener told = new RecordingListener();
            measured.subscribe(id, null, told).close();
            assertThat(told.reports).hasSize(1);
        }
    }

    /** Tells each caller this news. */
    private record Told(Supplier<JobReport> news) implements AwaitJobStatus {
        @Override
        public JobReport await(JobId id, Predicate<? super JobReport> enough, Duration atMost) {
            return news.get();
        }

        @Override
        public Subscription subscribe(JobId id, @Nullable JobReport known, Listener listener) {
            listener.reported(news.get());
            return () -> {};
        }
    }

    private static final class RecordingListener implements AwaitJobStatus.Listener {
        private final List<JobReport> reports = new ArrayList<>();

        @Override
        public void reported(JobReport report) {
            reports.add(report);
        }

        @Override
        public void failed(JobException failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void stopped() {
            throw new AssertionError("Not stopped");
        }
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
