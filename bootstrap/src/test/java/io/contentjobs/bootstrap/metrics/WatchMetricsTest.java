package io.contentjobs.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.JobStatusWatcher;
import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class WatchMetricsTest {
    private static final String HINTS = "content_jobs_watch_hints_total ";

    private static final String READS = "content_jobs_watch_reads_total{cause=\"hint\"} ";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final WatchMetrics metrics = new WatchMetrics(registry);

    @Test
    void all_counters_begin_with_zero() {
        assertThat(lines())
                .containsExactlyInAnyOrder(
                        HINTS + "0.0",
                        "content_jobs_watch_hints_lost_total 0.0",
                        "content_jobs_watch_hints_suspended_total 0.0",
                        READS + "0.0",
                        "content_jobs_watch_reads_total{cause=\"sweep\"} 0.0");
    }

    @Test
    void each_event_has_its_counter() {
        metrics.hinted();
        metrics.hinted();
        metrics.hintsLost();
        metrics.reread(500);
        metrics.reread(1);
        metrics.swept(40);
        metrics.hintsSuspended();

        assertThat(lines())
                .containsExactlyInAnyOrder(
                        HINTS + "2.0",
                        "content_jobs_watch_hints_lost_total 1.0",
                        "content_jobs_watch_hints_suspended_total 1.0",
                        READS + "501.0",
                        "content_jobs_watch_reads_total{cause=\"sweep\"} 40.0");
    }

    @Test
    void change_of_a_watched_job_is_a_hint_and_a_read() {
        InMemoryJobStore store = new InMemoryJobStore();
        Job job = Jobs.pending();
        store.create(job);
        try (var watcher = new JobStatusWatcher(
                store, new JobStatusLookup(store), Duration.ofHours(1), Clock.systemUTC(), metrics)) {
            CompletableFuture<JobReport> changed = watcher.awaitAsync(
                    job.id(), report -> report.status() == JobStatus.PROCESSING, Duration.ofHours(1));
            Await.until(() -> watcher.watchedJobs() == 1);
            Await.until(() -> lines().anyMatch((READS + "1.0")::equals));

            store.advance(job.id(), JobStatus.PROCESSING);

            assertThat(changed.join().status()).isEqualTo(JobStatus.PROCESSING);
            assertThat(lines()).contains(HINTS + "1.0", READS + "2.0");
        }
    }

    private Stream<String> lines() {
        return registry.scrape().lines().filter(line -> !line.startsWith("#"));
    }
}
