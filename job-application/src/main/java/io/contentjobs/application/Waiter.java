package io.contentjobs.application;

import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One caller that waits for news of a job.
 *
 * <p>{@link #learn} and {@link #sleep} are its own thread's; {@link #hear} and {@link #wake} are called by others.
 */
final class Waiter {
    private final Thread thread = Thread.currentThread();
    private volatile @Nullable JobStatus known;
    private volatile boolean awake;

    /** Takes note of what its caller knows now: a status other than this one is news. */
    void learn(JobReport report) {
        awake = false;
        known = report.status();
    }

    /** Is told the job's status, or that there is none: wakes up if that is news. */
    void hear(Optional<JobStatus> status) {
        JobStatus before = known;
        if (before != null && status.orElse(null) != before) {
            wake();
        }
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
