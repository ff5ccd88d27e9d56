package io.contentjobs.bootstrap;

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
 * Tells whether requests should be sent here: Redis has answered lately, and the server is not stopping. One thread asks Redis,
 * so probes get their answer at once, however slow Redis is. Thread-safe.
 */
final class Readiness implements AutoCloseable {
    static final Duration PAUSE = Duration.ofSeconds(1);

    /** An answer counts for so long: one PING that fails, or a pause while Redis forks, changes nothing. */
    static final Duration LATELY = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private final BooleanSupplier redisAnswers;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor(Readiness::thread);
    private volatile @Nullable Long answeredAt;
    private volatile boolean stopping;

    /**
     * @param redisAnswers asks Redis; false on any fault
     * @param nanoTime as {@link System#nanoTime()}
     */
    Readiness(BooleanSupplier redisAnswers, LongSupplier nanoTime) {
        this.redisAnswers = redisAnswers;
        this.nanoTime = nanoTime;
    }

    /** Asks Redis from now on. */
    void begin() {
        Future<?> unused = asking.scheduleAtFixedRate(this::ask, 0, PAUSE.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean isReady() {
        Long at = answeredAt;
        return !stopping && at != null && nanoTime.getAsLong() - at < LATELY.toNanos();
    }

    /** From now on it is not ready. */
    void stop() {
        stopping = true;
    }

    /** Asks Redis once. */
    void ask() {
        try {
            if (redisAnswers.getAsBoolean()) {
                answeredAt = nanoTime.getAsLong();
            }
        } catch (RuntimeException unforeseen) {
            LOG.error("Redis could not be asked whether it is there", unforeseen);
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }

    private static Thread thread(Runnable asking) {
        Thread thread = new Thread(asking, "readiness");
        thread.setDaemon(true);
        return thread;
    }
}
