package io.contentjobs.bootstrap;

import io.contentjobs.bootstrap.thread.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether the server is ready: Redis has answered recently, and the server is not stopping. A separate thread sends
 * PINGs, so probes get a response at once, even if Redis is slow. Thread-safe.
 */
final class Readiness implements AutoCloseable {
    static final Duration PAUSE = Duration.ofSeconds(1);

    /** How long a reply counts. A single failed PING, or a pause during a fork of Redis, changes nothing. */
    static final Duration MAX_SILENCE = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private final BooleanSupplier redisAnswers;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService asking =
            Executors.newSingleThreadScheduledExecutor(task -> DaemonThreads.unstarted(task, "readiness"));
    private volatile @Nullable Long answeredAt;
    private volatile boolean stopping;

    /**
     * @param redisAnswers sends a PING to Redis; false on any error
     * @param nanoTime as {@link System#nanoTime()}
     */
    Readiness(BooleanSupplier redisAnswers, LongSupplier nanoTime) {
        this.redisAnswers = redisAnswers;
        this.nanoTime = nanoTime;
    }

    /** Starts to send PINGs. */
    void begin() {
        Future<?> unused = asking.scheduleAtFixedRate(this::ask, 0, PAUSE.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean isReady() {
        Long at = answeredAt;
        return !stopping && at != null && nanoTime.getAsLong() - at < MAX_SILENCE.toNanos();
    }

    /** Makes the server not ready, for ever. */
    void stop() {
        stopping = true;
    }

    /** Sends one PING. */
    void ask() {
        try {
            if (redisAnswers.getAsBoolean()) {
                answeredAt = nanoTime.getAsLong();
            }
        } catch (RuntimeException unforeseen) {
            LOG.error("A PING to Redis failed unexpectedly", unforeseen);
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
