package io.contentjobs.bootstrap.metrics;

import io.contentjobs.bootstrap.Readiness;
import io.contentjobs.bootstrap.demo.EndedJobs;
import io.contentjobs.bootstrap.start.BuildInfo;
import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.JobEndListener;
import io.contentjobs.http.HttpListener;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.redis.RedisListener;
import io.contentjobs.redis.RedisStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import java.util.function.Supplier;

/** All that is measured, in the format of Prometheus. */
public final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final SystemMetrics system = new SystemMetrics();
    private final HttpMetrics http = new HttpMetrics(registry);
    private final RedisMetrics redis = new RedisMetrics(registry);
    private final JobEndMetrics ends = new JobEndMetrics(registry);

    public HttpListener http() {
        return http;
    }

    public RedisListener redis() {
        return redis;
    }

    public JobEndListener ends() {
        return ends;
    }

    /** Returns {@code waiting}, measured. */
    public AwaitJobStatus lagOf(AwaitJobStatus waiting, EndedJobs ended) {
        return new DetectionLag(waiting, ended, System::nanoTime, registry);
    }

    /** Tells which build runs: a constant 1, with labels. */
    public void tell(BuildInfo build) {
        // Micrometer cannot: it takes the ending "info" off the name of a gauge.
        Info info = Info.builder()
                .name("content_jobs_build_info")
                .help("Which build runs, and on which Java")
                .labelNames("version", "java", "revision")
                .register(registry.getPrometheusRegistry());
        info.setLabelValues(build.version(), build.java(), build.revision());
    }

    /** Looks, whenever it is asked, how all of them are. */
    public void observe(JobStatusServer server, RedisStore store, Readiness readiness, int maxWaiters) {
        gauge("content.jobs.ready", "Whether requests should be sent here: 1 or 0", () -> readiness.isReady() ? 1 : 0);
        gauge("content.jobs.waiters.limit", "MAX_WAITERS", () -> maxWaiters);
        String open = "Requests that are kept open now";
        Gauge.builder("content.jobs.waiters", () -> Math.max(0, server.waiters() - server.streams()))
                .description(open)
                .tag("manner", "wait")
                .register(registry);
        Gauge.builder("content.jobs.waiters", server::streams)
                .description(open)
                .tag("manner", "stream")
                .register(registry);
        Gauge.builder("content.jobs.redis.queue", store::waitingReads)
                .description("Reads that wait for their batch, or for its replies")
                .baseUnit("reads")
                .register(registry);
    }

    /** Returns all of it in the format of that content type. */
    public String scrape(String contentType) {
        system.bindOnce(registry);
        return registry.scrape(contentType);
    }

    @Override
    public void close() {
        system.close();
        registry.close();
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }
}
