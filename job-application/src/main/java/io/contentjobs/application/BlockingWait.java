package io.contentjobs.application;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobReport;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A listener for a thread that blocks until there is news. */
final class BlockingWait implements AwaitJobStatus.Listener {
    private final Thread thread = Thread.currentThread();
    private final AtomicReference<@Nullable JobReport> news = new AtomicReference<>();
    private volatile @Nullable JobException failure;
    private volatile boolean stopped;

    @Override
    public void reported(JobReport report) {
        news.set(report);
        LockSupport.unpark(thread);
    }

    @Override
    public void failed(JobException why) {
        failure = why;
        LockSupport.unpark(thread);
    }

    @Override
    public void stopped() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    boolean isStopped() {
        return stopped;
    }

    /**
     * Blocks until there is a new report, the watcher has stopped, the thread is interrupted, or the deadline has passed.
     * Returns the latest new report; null if there is none.
     *
     * @param deadline as {@link System#nanoTime()}
     * @throws JobException if the job cannot be reported any more
     */
    @Nullable JobReport next(long deadline) {
        while (true) {
            JobException why = failure;
            if (why != null) {
                throw why;
            }
            JobReport latest = news.getAndSet(null);
            long left = deadline - System.nanoTime();
            if (latest != null || stopped || left <= 0 || Thread.currentThread().isInterrupted()) {
                return latest;
            }
            LockSupport.parkNanos(this, left);
        }
    }
}
