package io.contentjobs.bootstrap;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether requests should be sent here: Redis has answered lately, and nobody stops the server. However often this is
 * asked, Redis is asked about once a second, by one caller, and the others take over what it learns. Thread-safe.
 */
final class Readiness {
    /** What was learnt counts for so long. */
    static final Duration FRESH = Duration.ofSeconds(1);

    private final BooleanSupplier redisAnswers;
    private final long patienceNanos;
    private final LongSupplier nanoTime;
    private final Lock asking = new ReentrantLock();
    private volatile @Nullable Look latest;
    private volatile boolean stopping;

    /**
     * @param redisAnswers asks; false on any fault
     * @param patience the longest that it takes
     * @param nanoTime as {@link System#nanoTime()}
     */
    Readiness(BooleanSupplier redisAnswers, Duration patience, LongSupplier nanoTime) {
        this.redisAnswers = redisAnswers;
        this.patienceNanos = patience.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Blocks for no longer than Redis may take to answer. */
    boolean isReady() {
        return !stopping && redisHasAnswered() && !stopping;
    }

    /** From now on it is not ready. */
    void stop() {
        stopping = true;
    }

    private boolean redisHasAnswered() {
        Look known = latest;
        if (known != null && isFresh(known)) {
            return known.answered();
        }
        try {
            return asking.tryLock(patienceNanos, TimeUnit.NANOSECONDS) && askUnlessJustAsked();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean askUnlessJustAsked() {
        try {
            Look known = latest;
            if (known == null || !isFresh(known)) {
                boolean answered = redisAnswers.getAsBoolean();
                known = new Look(answered, nanoTime.getAsLong());
                latest = known;
            }
            return known.answered();
        } finally {
            asking.unlock();
        }
    }

    private boolean isFresh(Look look) {
        return nanoTime.getAsLong() - look.at() < FRESH.toNanos();
    }

    private record Look(boolean answered, long at) {}
}
