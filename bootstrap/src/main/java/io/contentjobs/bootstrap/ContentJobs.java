package io.contentjobs.bootstrap;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.JobStatusWatcher;
import io.contentjobs.application.OverdueRule;
import io.contentjobs.bootstrap.demo.Demo;
import io.contentjobs.bootstrap.demo.SampleJobs;
import io.contentjobs.bootstrap.keys.KeyWatch;
import io.contentjobs.bootstrap.metrics.Metrics;
import io.contentjobs.bootstrap.settings.Setting;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.bootstrap.start.BuildInfo;
import io.contentjobs.bootstrap.start.OwnRedis;
import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.ServerParts;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole, wired by hand and running: the server, the store that it reads and, where the settings name none, a Redis
 * of our own with sample jobs and a demo. Into no other Redis is anything written.
 */
public final class ContentJobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ContentJobs.class);

    private final JobStatusServer server;
    private final Optional<KeyWatch> keys;
    private final Readiness readiness;
    private final RedisUrl redisUrl;
    private final Optional<OwnRedis> ownRedis;
    private final StopDelay stopDelay;
    private final Closer running;

    private ContentJobs(
            JobStatusServer server,
            Optional<KeyWatch> keys,
            Readiness readiness,
            RedisUrl redisUrl,
            @Nullable RedisProcess ownRedis,
            StopDelay stopDelay,
            Closer running) {
        this.server = server;
        this.keys = keys;
        this.readiness = readiness;
        this.redisUrl = redisUrl;
        this.ownRedis = Optional.ofNullable(ownRedis)
                .map(redis -> new OwnRedis(redis.port(), redis.passwordFile().orElseThrow()));
        this.stopDelay = stopDelay;
        this.running = running;
    }

    /**
     * Starts everything or, if something cannot be started, leaves nothing running. A Redis that does not answer yet is
     * no reason not to start.
     *
     * @throws IOException if a Redis of our own is wanted and cannot be started
     */
    public static ContentJobs start(Settings settings, Clock clock) throws IOException {
        Closer running = new Closer();
        try {
            RedisProcess ownRedis = settings.redisUrl().isPresent() ? null : running.add(startOwnRedis());
            RedisUrl url = ownRedis == null ? settings.redisUrl().orElseThrow() : ownRedis.url();
            Metrics metrics = running.add(new Metrics());
            metrics.tell(BuildInfo.read());
            RedisStore store = running.add(RedisStore.connect(url, settings.redisTimeout(), metrics.redis()));
            var readiness = running.add(new Readiness(store::answers, System::nanoTime));
            readiness.begin();
            ServerParts parts =
                    ServerParts.NONE.withListener(metrics.http()).withManagement(readiness::isReady, metrics::scrape);
            Demo demo = ownRedis == null ? null : running.add(startDemo(store, settings, clock, metrics));
            var overdue = new OverdueRule(clock, settings.jobOverdueAfter().orElse(null));
            var jobs = new JobStatusLookup(store.reader(), overdue);
            var watcher = running.add(new JobStatusWatcher(store.statuses(), jobs, settings.watchInterval(), clock));
            AwaitJobStatus waiting = watcher;
            if (demo != null) {
                parts = parts.withDemo(demo);
                waiting = metrics.lagOf(watcher, demo.ended());
            }
            Optional<KeyWatch> keys =
                    settings.keyFile().map(file -> running.add(new KeyWatch(file, settings.tokenClaims(), clock)));
            var options = settings.http(keys.map(KeyWatch::tokens));
            var server = running.add(JobStatusServer.start(options, jobs, waiting, parts));
            metrics.observe(server, store, readiness, settings.maxWaiters());
            running.add(watcher); // before the server, so that who waits is answered by one that still runs
            running.add(server::endWaiting); // before that, so that nobody is told to have waited who has not
            running.add(store::ignoreFaults); // a Redis that is stopped together with this server is no outage
            var stopDelay = running.add(new StopDelay(settings.stopDelay()));
            running.add(readiness::stop); // and first of all, so that nobody new is sent here
            keys.ifPresentOrElse(KeyWatch::begin, ContentJobs::tellThatNoTokensAreNeeded);
            return new ContentJobs(server, keys, readiness, url, ownRedis, stopDelay, running);
        } catch (IOException | RuntimeException failure) {
            running.closeAfter(failure);
            throw failure;
        }
    }

    private static RedisProcess startOwnRedis() throws IOException {
        try {
            return RedisProcess.startForDemo();
        } catch (IOException failure) {
            throw new IOException(noOwnRedis(failure), failure);
        }
    }

    static String noOwnRedis(IOException failure) {
        return failure.getMessage() + "; set " + Setting.REDIS_URL.name() + " to a Redis that there is";
    }

    private static Demo startDemo(RedisStore store, Settings settings, Clock clock, Metrics metrics) {
        JobWriter writer = store.writer(settings.jobTtl(), settings.imageTtl());
        var progress = new JobProgressRecorder(store.reader(), writer, clock, metrics.ends());
        SampleJobs.write(writer, progress, clock);
        return new Demo(progress, settings);
    }

    private static void tellThatNoTokensAreNeeded() {
        LOG.info(
                "The API asks for no tokens: neither {} nor {} is set",
                Setting.AUTH_JWKS_FILE.name(),
                Setting.AUTH_HMAC_SECRET_FILE.name());
    }

    /** Has the file with the keys of tokens read again soon, if there is one. */
    void readKeysAgain() {
        keys.ifPresent(KeyWatch::lookSoon);
    }

    /** The port it listens on. */
    public int httpPort() {
        return server.port();
    }

    /** The port of health and metrics, where it is another one. */
    public OptionalInt managementPort() {
        return server.managementPort();
    }

    /** Whether requests should be sent here. */
    public boolean isReady() {
        return readiness.isReady();
    }

    /** How many clients wait or stream now. */
    public int waiters() {
        return server.waiters();
    }

    /** The Redis it reads. */
    public RedisUrl redisUrl() {
        return redisUrl;
    }

    /** That Redis, where it is our own. */
    public Optional<OwnRedis> ownRedis() {
        return ownRedis;
    }

    /** Ends {@code STOP_DELAY}, which {@link #close} waits for in another thread. */
    public void stopNow() {
        stopDelay.end();
    }

    /**
     * Is not ready from now on, serves for {@code STOP_DELAY}, lets the requests that are being answered finish, and then
     * stops everything.
     */
    @Override
    public void close() {
        running.close();
    }
}
