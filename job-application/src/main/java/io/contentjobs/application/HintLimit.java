package io.contentjobs.application;

import java.util.concurrent.TimeUnit;

/**
 * Limits the reads of one job that needless hints cause. A store hints without end if it remembers fewer keys than there are
 * watched jobs: each read makes it forget, and hint at, another job.
 */
final class HintLimit {
    /** A change of a job causes two hints at most, and its writer may change other fields as well. */
    static final int MAX_NEEDLESS = 3;

    static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);
    static final long SUSPENSION_NANOS = TimeUnit.SECONDS.toNanos(10);

    private long windowBegin;
    private long suspensionEnd;
    private int needless;
    private boolean suspended;

    /** Records a hint after which the job had not changed. Returns whether that begins a suspension of the hints. */
    boolean recordNeedless(long now) {
        if (needless == 0 || now - windowBegin > WINDOW_NANOS) {
            windowBegin = now;
            needless = 0;
        }
        needless++;
        if (needless <= MAX_NEEDLESS) {
            return false;
        }
        needless = 0;
        suspended = true;
        suspensionEnd = now + SUSPENSION_NANOS;
        return true;
    }

    /** Tells whether the job is to be read without hints. */
    boolean isSuspended(long now) {
        if (suspended && now - suspensionEnd >= 0) {
            suspended = false;
        }
        return suspended;
    }
}
