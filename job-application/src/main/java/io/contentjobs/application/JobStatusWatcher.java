package io.contentjobs.application;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.ImagesGoneException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobNotFoundException;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatusReader;
import io.contentjobs.domain.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Waits for changes of jobs, with one thread for all callers. The thread reads the statuses of all jobs with waiters once an
 * interval, and wakes the callers that know an older status. The load on the store depends on the number of jobs, not of
 * callers.
 *
 * <p>A caller is registered before it reads, and the thread compares each status with the status that the caller knows. So
 * the caller misses no change between its read and its wait. A job becomes overdue without a change of its record, so its
 * caller wakes up by itself at that moment.
 */
public final class JobStatusWatcher implements AwaitJobStatus, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(JobStatusWatcher.class.getName());

    /** A job is overdue only after its {@code overdueAt}. */
    private static final Duration JUST_AFTER = Duration.ofMillis(1);

    /** The time that another service has to complete a change of several writes. */
    private static final Duration MAX_GAP = Duration.ofMillis(100);

    private final JobStatusReader statuses;
    private final GetJobStatus lookup;
    private final long intervalNanos;
    private final Clock clock;
    private final Waiters waiters = new Waiters();
    private final Thread thread = new Thread(this::watch, "job-status-watch");
    private volatile boolean idle;
    private volatile boolean closed;
    private boolean failing;

    /** Starts a watcher with the system clock. */
    public JobStatusWatcher(JobStatusReader statuses, GetJobStatus lookup, Duration interval) {
        this(statuses, lookup, interval, Clock.systemUTC());
    }

    /**
     * Starts a daemon thread, which is parked while no caller waits, and ends with {@link #close()}.
     *
     * @param statuses reads the statuses of all jobs with waiters
     * @param lookup reads a single job at the beginning of a wait and after a change
     * @param interval the pause between two reads of the statuses, by which callers get a change late at most
     * @param clock the clock of the overdue rule of {@code lookup}
     * @throws IllegalArgumentException if {@code interval} is not positive
     */
    public JobStatusWatcher(JobStatusReader statuses, GetJobStatus lookup, Duration interval, Clock clock) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("The interval must be positive, not " + interval);
        }
        this.statuses = statuses;
        this.lookup = lookup;
        this.intervalNanos = interval.toNanos();
        this.clock = clock;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public JobReport await(JobId id, Predicate<? super JobReport> enough, Duration atMost) {
        if (atMost.isNegative() || atMost.isZero()) {
            return lookup.getJobStatus(id);
        }
        long deadline = System.nanoTime() + atMost.toNanos();
        Waiter waiter = new Waiter();
        waiters.add(id, waiter);
        if (idle) {
            LockSupport.unpark(thread);
        }
        try {
            return await(id, waiter, enough, deadline);
        } finally {
            waiters.remove(id, waiter);
        }
    }

    @Override
    public Subscription subscribe(JobId id, @org.jspecify.annotations.Nullable JobReport known, Listener listener) {
        throw new UnsupportedOperationException();
    }

    /** Returns the number of callers that wait now. */
    public int waiting() {
        return waiters.count();
    }

    /**
     * Ends all pending waits: each caller gets the present report of its job, or the last known one if the store is
     * unavailable. Later calls do not wait. Closes neither {@code statuses} nor {@code lookup}.
     */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        waiters.wakeAll();
    }

    private JobReport await(JobId id, Waiter waiter, Predicate<? super JobReport> enough, long deadline) {
        JobReport report = lookup.getJobStatus(id);
        while (!isEnough(report, enough)) {
            waiter.setKnown(report);
            long left = closed ? 0 : deadline - System.nanoTime();
            waiter.sleep(sleepNanos(report, left));
            if (Thread.currentThread().isInterrupted()) {
                throw new StoreUnavailableException(id.value(), "interrupted", null);
            }
            boolean closing = closed;
            if (!closing && deadline - System.nanoTime() <= 0) {
                return lookup.getJobStatus(id);
            }
            report = reload(id, report, waiter);
            if (closing) {
                return report;
            }
        }
        return report;
    }

    /**
     * Returns the sleep of a caller with {@code left} nanoseconds to its deadline: until its job becomes overdue, if that is
     * earlier. If that moment has passed, the sleep is one interval, since the rule's clock may be behind this clock.
     */
    private long sleepNanos(JobReport report, long left) {
        Instant overdueAt = report instanceof JobReport.InProgress inProgress ? inProgress.overdueAt() : null;
        if (overdueAt == null) {
            return left;
        }
        Duration untilOverdue = Duration.between(clock.instant(), overdueAt).plus(JUST_AFTER);
        if (untilOverdue.isNegative() || untilOverdue.isZero()) {
            return Math.min(left, intervalNanos);
        }
        return untilOverdue.compareTo(Duration.ofNanos(left)) < 0 ? untilOverdue.toNanos() : left;
    }

    private static boolean isEnough(JobReport report, Predicate<? super JobReport> enough) {
        return report.status().isTerminal() || enough.test(report);
    }

    /**
     * Returns the present report. Returns {@code before} if the store is unavailable, or if the job or its images are missing
     * for less than {@link #MAX_GAP}: the next read of the statuses then wakes the caller again. The lookup does not retry for
     * all callers, since it limits concurrent retries.
     */
    private JobReport reload(JobId id, JobReport before, Waiter waiter) {
        try {
            return lookup.getJobStatus(id);
        } catch (StoreUnavailableException unavailable) {
            return before;
        } catch (JobNotFoundException | ImagesGoneException missing) {
            if (waiter.isMissingFor(MAX_GAP)) {
                throw missing;
            }
            return before;
        }
    }

    private void watch() {
        while (!closed) {
            if (waiters.isEmpty()) {
                parkWhileIdle();
            } else {
                Thread.interrupted(); // a store's client may have left it; the thread ends with close() only
                Waiter.park(intervalNanos, () -> closed);
                readStatuses();
            }
        }
    }

    private void parkWhileIdle() {
        idle = true;
        if (waiters.isEmpty() && !closed) {
            LockSupport.park(this);
        }
        idle = false;
    }

    private void readStatuses() {
        try {
            statuses.findStatuses(waiters.jobs()).forEach(waiters::onStatus);
            failing = false;
        } catch (RuntimeException | Error failure) {
            // The thread must go on: no other thread wakes the callers.
            if (!failing) {
                LOG.log(System.Logger.Level.WARNING, "Statuses could not be read", failure);
            }
            failing = true;
        }
    }
}
