package io.contentjobs.bootstrap;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.JobStatusWatcher;
import io.contentjobs.application.OverdueRule;
import io.contentjobs.bootstrap.demo.DemoGenerator;
import io.contentjobs.bootstrap.demo.SampleJobs;
import io.contentjobs.bootstrap.keys.KeyWatch;
import io.contentjobs.bootstrap.metrics.Metrics;
import io.contentjobs.bootstrap.settings.Setting;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.bootstrap.start.BuildInfo;
import io.contentjobs.bootstrap.start.OwnRedis;
import io.contentjobs.bootstrap.start.RunningServer;
import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.ServerParts;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running server, and its wiring: HTTP, the store and, without a {@code REDIS_URL}, the server's own Redis with
 * sample jobs and the demo. The server writes to no other Redis. Thread-safe, except for {@link #close}.
 */
public final class ContentJobs implements RunningServer {
    private static final Logger LOG = LoggerFactory.getLogger(ContentJobs.class);

    private final Closer running;
    private final RedisUrl redisUrl;
    private final Optional<OwnRedis> ownRedis;
    private final Readiness readiness;
    private final Optional<KeyWatch> keys;
    private final JobStatusServer server;
    private final StopDelay stopDelay;

    /**
     * Starts all parts. If a part cannot start, stops the others. Also starts while Redis does not answer.
     *
     * @throws IOException if the server's own Redis cannot start
     */
    public static ContentJobs start(Settings settings, Clock clock) throws IOException {
        Closer running = new Closer();
        try {
            return new ContentJobs(settings, clock, running);
        } catch (IOException | RuntimeException failure) {
            running.closeAfter(failure);
            throw failure;
        }
    }

    private ContentJobs(Settings settings, Clock clock, Closer running) throws IOException {
        this.running = running;
        Optional<RedisUrl> given = settings.redis().url();
        Optional<RedisProcess> own = given.isPresent() ? Optional.empty() : Optional.of(running.add(startOwnRedis()));
        ownRedis =
                own.map(redis -> new OwnRedis(redis.port(), redis.passwordFile().orElseThrow()));
        redisUrl = given.or(() -> own.map(RedisProcess::url)).orElseThrow();

        Metrics metrics = running.add(new Metrics());
        BuildInfo build = BuildInfo.read();
        metrics.showBuild(build.version(), build.java(), build.revision());

        RedisStore store =
                running.add(RedisStore.connect(redisUrl, settings.redis().timeout(), metrics.redis()));
        readiness = running.add(new Readiness(store::answers, System::nanoTime));
        readiness.begin();

        var overdue = new OverdueRule(clock, settings.jobs().overdueAfter().orElse(null));
        var jobs = new JobStatusLookup(store.reader(), overdue);
        var watcher = running.add(
                new JobStatusWatcher(store.statuses(), jobs, settings.jobs().watchInterval(), clock, metrics.watch()));
        AwaitJobStatus waiting = watcher;

        ServerParts parts =
                ServerParts.NONE.withListener(metrics.http()).withManagement(readiness::isReady, metrics::scrape);
        if (own.isPresent()) {
            DemoGenerator demo = running.add(startDemo(store, settings.demo(), clock, metrics));
            parts = parts.withDemo(demo);
            waiting = metrics.lagOf(watcher, demo::timeSinceEnd);
        }

        keys = settings.access()
                .keyFile()
                .map(file -> running.add(new KeyWatch(file, settings.access().claims(), clock)));
        var options = settings.httpOptions(keys.map(KeyWatch::tokens));
        server = running.add(JobStatusServer.start(options, jobs, waiting, parts));
        metrics.observe(server, store, watcher, readiness::isReady, options.maxWaiters());

        // The parts are closed in reverse order: readiness, STOP_DELAY, new waits, the watcher, the server, the rest.
        running.add(watcher); // before the server, so that it answers the waits
        running.add(server::endWaiting); // so that no response says that the wait was complete
        running.add(store::ignoreFaults); // if Redis stops together with this server, that is no outage
        stopDelay = running.add(new StopDelay(settings.http().stopDelay()));
        running.add(readiness::stop);
        keys.ifPresentOrElse(KeyWatch::begin, ContentJobs::logThatNoTokensAreNeeded);
    }

    private static RedisProcess startOwnRedis() throws IOException {
        try {
            return RedisProcess.startForDemo();
        } catch (IOException failure) {
            throw new IOException(noOwnRedis(failure), failure);
        }
    }

    static String noOwnRedis(IOException failure) {
        return failure.getMessage() + "; set " + Setting.REDIS_URL.name() + " to a running Redis";
    }

    private static DemoGenerator startDemo(
            RedisStore store, Settings.DemoSettings settings, Clock clock, Metrics metrics) {
        var writer = store.writer(settings.jobTtl(), settings.imageTtl());
        var progress = new JobProgressRecorder(store.reader(), writer, clock, metrics.ends());
        SampleJobs.write(writer, progress, clock);
        return new DemoGenerator(progress, settings.duration());
    }

    private static void logThatNoTokensAreNeeded() {
        LOG.info(
                "The API requires no tokens: neither {} nor {} is set",
                Setting.AUTH_JWKS_FILE.name(),
                Setting.AUTH_HMAC_SECRET_FILE.name());
    }

    /** Reads the file with the token keys again, on another thread. Does nothing if there is none. */
    void readKeysAgain() {
        keys.ifPresent(KeyWatch::readSoon);
    }

    @Override
    public int httpPort() {
        return server.port();
    }

    @Override
    public OptionalInt managementPort() {
        return server.managementPort();
    }

    @Override
    public RedisUrl redisUrl() {
        return redisUrl;
    }

    @Override
    public Optional<OwnRedis> ownRedis() {
        return ownRedis;
    }

    /** Tells whether the server is ready for requests. */
    public boolean isReady() {
        return readiness.isReady();
    }

    /** Returns how many requests wait or stream now. */
    public int waiters() {
        return server.waiters();
    }

    /** Ends the {@code STOP_DELAY} of a concurrent {@link #close}. */
    public void stopNow() {
        stopDelay.end();
    }

    /** Becomes not ready, serves for {@code STOP_DELAY}, finishes the requests in progress, and stops all parts. */
    @Override
    public void close() {
        running.close();
    }
}
