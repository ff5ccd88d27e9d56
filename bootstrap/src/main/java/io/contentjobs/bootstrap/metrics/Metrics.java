package io.contentjobs.bootstrap.metrics;

import io.contentjobs.application.JobStatusWatcher;
import io.contentjobs.application.WatchListener;
import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.JobEndListener;
import io.contentjobs.domain.JobId;
import io.contentjobs.http.HttpListener;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.redis.RedisListener;
import io.contentjobs.redis.RedisStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** All metrics, in the format of Prometheus. */
public final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final SystemMetrics system = new SystemMetrics();
    private final HttpMetrics http = new HttpMetrics(registry);
    private final RedisMetrics redis = new RedisMetrics(registry);
    private final WatchMetrics watch = new WatchMetrics(registry);
    private final JobEndMetrics ends = new JobEndMetrics(registry);

    public HttpListener http() {
        return http;
    }

    public RedisListener redis() {
        return redis;
    }

    public WatchListener watch() {
        return watch;
    }

    public JobEndListener ends() {
        return ends;
    }

    /** Returns {@code waiting} with a measurement of its delay, for jobs whose end {@code timeSinceEnd} knows. */
    public AwaitJobStatus lagOf(AwaitJobStatus waiting, Function<JobId, Optional<Duration>> timeSinceEnd) {
        return new DetectionLag(waiting, timeSinceEnd, System::nanoTime, registry);
    }

    /**
     * Adds the metric of the build, with the Prometheus client, because Micrometer removes "info" from the name of a
     * gauge.
     */
    public void showBuild(String version, String java, String revision) {
        Info.builder()
                .name("content_jobs_build_info")
                .help("The running build and its Java version")
                .labelNames("version", "java", "revision")
                .register(registry.getPrometheusRegistry())
                .setLabelValues(version, java, revision);
    }

    /** Adds gauges that read the state of these parts at each scrape. */
    public void observe(
            JobStatusServer server, RedisStore store, JobStatusWatcher watcher, BooleanSupplier ready, int maxWaiters) {
        gauge("content.jobs.ready", "1 if the server is ready for requests, else 0", () -> ready.getAsBoolean() ? 1 : 0)
                .register(registry);
        gauge("content.jobs.waiters.limit", "MAX_WAITERS", () -> maxWaiters).register(registry);
        String open = "Open waits and streams";
        gauge("content.jobs.waiters", open, () -> Math.max(0, server.waiters() - server.streams()))
                .tag("mode", "wait")
                .register(registry);
        gauge("content.jobs.waiters", open, server::streams)
                .tag("mode", "stream")
                .register(registry);
        gauge("content.jobs.watched", "Jobs that clients wait for, each counted once", watcher::watchedJobs)
                .baseUnit("jobs")
                .register(registry);
        gauge("content.jobs.redis.queue", "Reads that wait for their batch or for its replies", store::waitingReads)
                .baseUnit("reads")
                .register(registry);
    }

    /** Returns all metrics in the format of that content type. */
    public String scrape(String contentType) {
        system.bindOnce(registry);
        return registry.scrape(contentType);
    }

    @Override
    public void close() {
        system.close();
        registry.close();
    }

    private static Gauge.Builder<Supplier<Number>> gauge(String name, String description, Supplier<Number> value) {
        return Gauge.builder(name, value).description(description);
    }
}
