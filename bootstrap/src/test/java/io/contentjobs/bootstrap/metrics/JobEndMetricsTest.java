package io.contentjobs.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobType;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JobEndMetricsTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JobEndMetrics metrics = new JobEndMetrics(registry);

    @Test
    void histogram_counts_recorded_jobs_by_their_time_since_submission() {
        InMemoryJobStore store = new InMemoryJobStore();
        for (long seconds : List.of(20L, 21L, 40L, 41L)) {
            JobId id = recorderAt(store, START).submit(Jobs.draft(), Jobs.TYPE);
            recorderAt(store, START.plusSeconds(seconds)).complete(id, Jobs.imageUrls());
        }

        assertThat(registry.scrape().lines())
                .contains(
                        bucket("10.0") + " 0",
                        bucket("20.0") + " 1",
                        bucket("30.0") + " 2",
                        bucket("40.0") + " 3",
                        bucket("60.0") + " 4",
                        bucket("+Inf") + " 4",
                        "content_jobs_generation_seconds_count{outcome=\"completed\",type=\"IMAGE_GEN\"} 4",
                        "content_jobs_generation_seconds_sum{outcome=\"completed\",type=\"IMAGE_GEN\"} 122.0");
    }

    @Test
    void repeated_end_is_not_counted_again() {
        InMemoryJobStore store = new InMemoryJobStore();
        JobProgressRecorder recorder = recorderAt(store, START);
        JobId id = recorder.submit(Jobs.draft(), Jobs.TYPE);

        recorder.fail(id, "error");
        recorder.fail(id, "error");
        recorder.complete(id, Jobs.imageUrls());

        assertThat(registry.scrape())
                .contains("content_jobs_generation_seconds_count{outcome=\"failed\",type=\"IMAGE_GEN\"} 1\n")
                .doesNotContain("completed");
    }

    @Test
    void job_without_a_time_or_a_type_is_counted() {
        metrics.jobEnded(null, JobStatus.FAILED, null);
        metrics.jobEnded(null, JobStatus.FAILED, Duration.ofSeconds(1));

        assertThat(registry.scrape().lines())
                .contains(
                        "content_jobs_ended_undated_total{outcome=\"failed\",type=\"unknown\"} 1.0",
                        "content_jobs_generation_seconds_count{outcome=\"failed\",type=\"unknown\"} 1");
    }

    @Test
    void types_above_the_maximum_share_one_series() {
        for (int i = 0; i < 1_000; i++) {
            metrics.jobEnded(new JobType("T" + i), JobStatus.COMPLETED, Duration.ofSeconds(1));
        }

        assertThat(registry.scrape().lines().filter(line -> line.startsWith("content_jobs_generation_seconds_count")))
                .hasSize(JobEndMetrics.MAX_TYPES + 1)
                .contains(
                        "content_jobs_generation_seconds_count{outcome=\"completed\",type=\"T0\"} 1",
                        "content_jobs_generation_seconds_count{outcome=\"completed\",type=\"other\"} "
                                + (1_000 - JobEndMetrics.MAX_TYPES));
    }

    @Test
    void histogram_has_eight_buckets() {
        metrics.jobEnded(Jobs.TYPE, JobStatus.COMPLETED, Duration.ofSeconds(1));

        assertThat(registry.scrape().lines().filter(line -> line.contains("_bucket{")))
                .hasSize(8);
    }

    private JobProgressRecorder recorderAt(InMemoryJobStore store, Instant now) {
        return new JobProgressRecorder(store, store, Clock.fixed(now, ZoneOffset.UTC), metrics);
    }

    private static String bucket(String bound) {
        return "content_jobs_generation_seconds_bucket{outcome=\"completed\",type=\"IMAGE_GEN\",le=\"" + bound + "\"}";
    }
}
