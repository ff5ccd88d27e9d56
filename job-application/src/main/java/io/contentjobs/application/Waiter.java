package io.contentjobs.application;

import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One caller that waits for news of a job.
 *
 * <p>{@link #learn}, {@link #isMissingFor} and {@link #sleep} are its own thread's; {@link #hear} and {@link #wake} are called by others.
 */
final class Waiter {
    private final Thread thread = Thread.currentThread();
    private volatile @Nullable JobStatus known;
    private volatile boolean awake;

    /** Whether the last reading was empty. Written by the watching thread only. */
    private boolean missed;

    /** When its caller found the job or its images missing for the first time; null if it did not. */
    private @Nullable Long missingSince;

    /** Takes note of what its caller knows now: a status other than this one is news. */
    void learn(JobReport report) {
        awake = false;
        known = report.status();
    }

    /** Returns whether its caller finds the job or its images missing now, and did so that long ago. */
    boolean isMissingFor(Duration time) {
        long now = System.nanoTime();
        if (missingSince == null) {
            missingSince = now;
        }
        return now - missingSince >= time.toNanos();
    }

    /**
     * Takes the job's status, or empty where there is no such job now: wakes up if that is news. One empty reading is
     * none, since another writer may be rewriting the record at that moment; the second in a row is.
     */
    void hear(Optional<JobStatus> status) {
        JobStatus before = known;
        boolean missing = status.isEmpty();
        if (before != null && (missing ? missed : status.get() != before)) {
            wake();
        }
        missed = missing;
    }

    void wake() {
        awake = true;
        LockSupport.unpark(thread);
    }

    /** Sleeps until it is woken, the thread is interrupted, or {@code nanos} have passed. */
    void sleep(long nanos) {
        long deadline = System.nanoTime() + nanos;
        long left = nanos;
        while (!awake && left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, left);
            left = deadline - System.nanoTime();
        }
    }
}
