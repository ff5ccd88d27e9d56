package io.contentjobs.application;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobReport;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A listener for a thread that blocks until there is news. */
final class BlockingWait implements AwaitJobStatus.Listener {
    private final Thread thread = Thread.currentThread();
    private volatile @Nullable JobReport news;
    private volatile @Nullable JobException failure;
    private volatile boolean stopped;

    @Override
    public void reported(JobReport report) {
        news = report;
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
     * Blocks until there is a report other than {@code known}, the watcher has stopped, the thread is interrupted, or the
     * deadline has passed. Returns the latest report.
     *
     * @param deadline as {@link System#nanoTime()}
     * @throws JobException if the job cannot be reported any more
     */
    JobReport next(JobReport known, long deadline) {
        while (true) {
            JobReport latest = news;
            JobException why = failure;
            if (why != null) {
                throw why;
            }
            if (latest != null && latest != known) {
                return latest;
            }
            long left = deadline - System.nanoTime();
            if (stopped || left <= 0 || Thread.currentThread().isInterrupted()) {
                return known;
            }
            LockSupport.parkNanos(this, left);
        }
    }
}
