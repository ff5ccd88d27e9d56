package io.contentjobs.bootstrap;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.JobStatusWatcher;
import io.contentjobs.application.OverdueRule;
import io.contentjobs.domain.JobEndListener;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.http.HttpRoute;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The whole, wired by hand and running: the server, the store that it reads and, where the settings name none, a Redis
 * of our own with sample jobs and a demo. Into no other Redis is anything written.
 */
final class ContentJobs implements AutoCloseable {
    private final JobStatusServer server;
    private final RedisUrl redisUrl;
    private final OptionalInt ownRedisPort;
    private final Closer running;

    private ContentJobs(JobStatusServer server, RedisUrl redisUrl, @Nullable RedisProcess ownRedis, Closer running) {
        this.server = server;
        this.redisUrl = redisUrl;
        this.ownRedisPort = ownRedis == null ? OptionalInt.empty() : OptionalInt.of(ownRedis.port());
        this.running = running;
    }

    /**
     * Starts everything or, if something cannot be started, leaves nothing running. A Redis that does not answer yet is
     * no reason not to start.
     *
     * @throws IOException if a Redis of our own is wanted and cannot be started
     */
    static ContentJobs start(Settings settings, Clock clock) throws IOException {
        Closer running = new Closer();
        try {
            RedisProcess ownRedis = settings.redisUrl().isPresent() ? null : running.add(ownRedis());
            RedisUrl url = ownRedis == null ? settings.redisUrl().orElseThrow() : ownRedis.url();
            RedisStore store = running.add(RedisStore.connect(url, settings.redisTimeout()));
            List<HttpRoute> routes = ownRedis == null
                    ? List.of()
                    : running.add(startDemo(store, settings, clock)).routes();
            var overdue = new OverdueRule(clock, settings.jobOverdueAfter().orElse(null));
            var jobs = new JobStatusLookup(store.reader(), overdue);
            var watcher = running.add(new JobStatusWatcher(store.statuses(), jobs, settings.watchInterval()));
            JobStatusServer server = running.add(JobStatusServer.start(settings.http(), jobs, watcher, routes));
            running.add(watcher); // before the server, so that who waits is answered by one that still runs
            running.add(server::endWaiting); // and first of all, so that nobody is told to have waited who has not
            return new ContentJobs(server, url, ownRedis, running);
        } catch (IOException | RuntimeException failure) {
            running.closeAfter(failure);
            throw failure;
        }
    }

    private static RedisProcess ownRedis() throws IOException {
        try {
            return RedisProcess.start();
        } catch (IOException failure) {
            throw new IOException(noOwnRedis(failure), failure);
        }
    }

    static String noOwnRedis(IOException failure) {
        return failure.getMessage() + "; set " + Setting.REDIS_URL.name() + " to a Redis that there is";
    }

    private static Demo startDemo(RedisStore store, Settings settings, Clock clock) {
        JobWriter writer = store.writer(settings.jobTtl(), settings.imageTtl());
        JobEndListener metrics = new JobEndMetrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        var progress = new JobProgressRecorder(store.reader(), writer, clock, metrics);
        SampleJobs.write(writer, progress, clock);
        return Demo.start(progress, settings);
    }

    /** The port it listens on. */
    int httpPort() {
        return server.port();
    }

    /** How many clients wait or stream now. */
    int waiters() {
        return server.waiters();
    }

    /** The Redis it reads. */
    RedisUrl redisUrl() {
        return redisUrl;
    }

    /** The port of that Redis, where it is our own. */
    OptionalInt ownRedisPort() {
        return ownRedisPort;
    }

    /** Lets the requests that are being answered finish, and then stops everything. */
    @Override
    public void close() {
        running.close();
    }
}
