package io.contentjobs.http.status;

import io.contentjobs.http.thread.DaemonThreads;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs actions later, all on one daemon thread, which ends some seconds after the last action. Thread-safe. */
final class Timers {
    private static final int THREADS = 1;
    private static final long IDLE_SECONDS = 5;

    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(THREADS, task -> DaemonThreads.unstarted(task, "job-status-timers"));

    Timers() {
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
    }

    /** Runs the action after that time, unless the future is cancelled. The action must not block. */
    Future<?> schedule(Runnable action, long nanos) {
        return executor.schedule(action, nanos, TimeUnit.NANOSECONDS);
    }

    /** Returns the number of actions that are still to run. */
    int pending() {
        return executor.getQueue().size();
    }
}
