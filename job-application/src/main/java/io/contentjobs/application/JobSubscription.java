package io.contentjobs.application;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One listener of a job. Thread-safe: its lock is held while the listener is called, so that no call begins after
 * {@link #close()}.
 */
final class JobSubscription implements AwaitJobStatus.Subscription {
    private static final System.Logger LOG = System.getLogger(JobStatusWatcher.class.getName());

    private final JobId id;
    private final AwaitJobStatus.Listener listener;
    private final Consumer<JobSubscription> onEnd;
    private @Nullable JobReport known;
    private boolean ended;

    /** @param onEnd is called once: before the last call of the listener, or by {@link #close()} */
    JobSubscription(
            JobId id, @Nullable JobReport known, AwaitJobStatus.Listener listener, Consumer<JobSubscription> onEnd) {
        this.id = id;
        this.known = known;
        this.listener = listener;
        this.onEnd = onEnd;
    }

    JobId id() {
        return id;
    }

    /** Returns the report that the listener knows; null if it knows none. */
    synchronized @Nullable JobReport known() {
        return known;
    }

    /** Tells whether a report with this status is new to the listener. */
    synchronized boolean isNews(JobStatus status) {
        return known == null || known.status() != status;
    }

    /** Tells the report, if it is new. */
    void report(JobReport report) {
        boolean last = report.status().isTerminal();
        call(last, () -> {
            if (isNews(report.status())) {
                known = report;
                listener.reported(report);
            }
        });
    }

    void fail(JobException failure) {
        call(true, () -> listener.failed(failure));
    }

    void stop() {
        call(true, listener::stopped);
    }

    @Override
    public void close() {
        call(true, () -> {});
    }

    private synchronized void call(boolean last, Runnable action) {
        if (ended) {
            return;
        }
        if (last) {
            ended = true;
            onEnd.accept(this);
        }
        try {
            action.run();
        } catch (RuntimeException | Error failure) {
            LOG.log(System.Logger.Level.WARNING, "A listener of job " + id + " has failed", failure);
        }
    }
}
