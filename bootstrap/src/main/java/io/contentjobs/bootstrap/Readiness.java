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
 * Whether requests should be sent here: Redis has answered lately, and nobody stops the server. One thread asks Redis, so
 * that telling takes no time, however slow Redis is and whoever wants to know. Thread-safe.
 */
public final class Readiness implements AutoCloseable {
    /** From one question to the next, unless its answer takes longer. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    /** An answer counts for so long. One PING that fails, or a pause of Redis while it forks, changes nothing. */
    static final Duration LATELY = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private final BooleanSupplier redisAnswers;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor(Readiness::thread);
    private volatile @Nullable Long answeredAt;
    private volatile boolean stopping;

    /**
     * @param redisAnswers asks; false on any fault
     * @param nanoTime as {@link System#nanoTime()}
     */
    public Readiness(BooleanSupplier redisAnswers, LongSupplier nanoTime) {
        this.redisAnswers = redisAnswers;
        this.nanoTime = nanoTime;
    }

    /** Asks Redis from now on. */
    void begin() {
        Future<?> unused = asking.scheduleAtFixedRate(this::ask, 0, PAUSE.toNanos(), TimeUnit.NANOSECONDS);
    }

    public boolean isReady() {
        Long at = answeredAt;
        return !stopping && at != null && nanoTime.getAsLong() - at < LATELY.toNanos();
    }

    /** From now on it is not ready. */
    void stop() {
        stopping = true;
    }

    /** Asks Redis once. */
    void ask() {
        if (answers()) {
            answeredAt = nanoTime.getAsLong();
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }

    private boolean answers() {
        try {
            return redisAnswers.getAsBoolean();
        } catch (RuntimeException unforeseen) {
            LOG.error("Redis could not be asked whether it is there", unforeseen);
            return false;
        }
    }

    private static Thread thread(Runnable asking) {
        Thread thread = new Thread(asking, "readiness");
        thread.setDaemon(true);
        return thread;
    }
}
