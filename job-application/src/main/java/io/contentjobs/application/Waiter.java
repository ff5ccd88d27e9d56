package io.contentjobs.application;

import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One caller that waits for a change of a job.
 *
 * <p>The caller's thread uses {@link #setKnown}, {@link #isMissingFor} and {@link #sleep}; other threads use {@link #onStatus}
 * and {@link #wake}.
 */
final class Waiter {
    private final Thread thread = Thread.currentThread();
    private volatile @Nullable JobStatus known;
    private volatile boolean awake;

    /** Whether the last status was empty. Only the watching thread uses it. */
    private boolean wasMissing;

    /** When the caller first found the job or its images missing, in nanoseconds; null if they were never missing. */
    private @Nullable Long missingSince;

    /** Sets the report that the caller knows: each other status wakes the caller. */
    void setKnown(JobReport report) {
        awake = false;
        known = report.status();
    }

    /** Records that the job or its images are missing now, and returns whether they were first missing at least {@code time} ago. */
    boolean isMissingFor(Duration time) {
        long now = System.nanoTime();
        if (missingSince == null) {
            missingSince = now;
        }
        return now - missingSince >= time.toNanos();
    }

    /**
     * Wakes the caller if the job's status differs from the known one. The status is empty if the store has no such job. One
     * empty status does not wake the caller, since another service may just rewrite the record; a second one in a row does.
     */
    void onStatus(Optional<JobStatus> status) {
        JobStatus before = known;
        boolean missing = status.isEmpty();
        if (before != null && (missing ? wasMissing : status.get() != before)) {
            wake();
        }
        wasMissing = missing;
    }

    void wake() {
        awake = true;
        LockSupport.unpark(thread);
    }

    /** Blocks until the waiter is woken, the thread is interrupted, or {@code nanos} nanoseconds have passed. */
    void sleep(long nanos) {
        park(nanos, () -> awake || Thread.currentThread().isInterrupted());
    }

    /** Blocks until {@code done} returns true or {@code nanos} nanoseconds have passed. Other unparking does not end it. */
    static void park(long nanos, BooleanSupplier done) {
        long deadline = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !done.getAsBoolean(); left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(done, left);
        }
    }
}
