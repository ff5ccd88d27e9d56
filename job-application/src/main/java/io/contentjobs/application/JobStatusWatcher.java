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
 * Waits for all callers at once: one thread reads the statuses of the distinct jobs that are waited for, again and
 * again, and wakes whoever has not heard of theirs. What waiting costs the store depends on the statuses, not on the callers.
 *
 * <p>A caller is registered before it reads, so that no change between its reading and its waiting is missed: what the
 * thread reads is compared with what that caller knows. A caller whose job becomes overdue wakes up by itself at that moment:
 * the stored status does not change then.
 */
public final class JobStatusWatcher implements AwaitJobStatus, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(JobStatusWatcher.class.getName());

    /** A job is not overdue yet at its last moment, but a millisecond later. */
    private static final Duration JUST_AFTER = Duration.ofMillis(1);

    /** How long another writer has to write the rest of a change. */
    private static final Duration MAX_GAP = Duration.ofMillis(100);

    private final JobStatusReader statuses;
    private final GetJobStatus lookup;
    private final long intervalNanos;
    private final Clock clock;
    private final Waiters waiters = new Waiters();
    private final Thread thread = new Thread(this::watch, "job-status-watch");
    private volatile boolean resting;
    private volatile boolean closed;
    private boolean failing;

    /** Starts a watcher that tells by the system's clock when a job becomes overdue. */
    public JobStatusWatcher(JobStatusReader statuses, GetJobStatus lookup, Duration interval) {
        this(statuses, lookup, interval, Clock.systemUTC());
    }

    /**
     * Starts a daemon thread, which rests while nobody waits and ends with {@link #close()}.
     *
     * @param statuses is asked for the statuses of all jobs that are waited for
     * @param lookup is asked for the one job of which there is news
     * @param interval the pause between two looks: the most by which news is late
     * @param clock the clock of the rule by which {@code lookup} reports jobs as overdue
     * @throws IllegalArgumentException if {@code interval} is not positive
     */
    public JobStatusWatcher(JobStatusReader statuses, GetJobStatus lookup, Duration interval, Clock clock) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("Statuses cannot be watched every " + interval);
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
        if (resting) {
            LockSupport.unpark(thread);
        }
        try {
            return await(id, waiter, enough, deadline);
        } finally {
            waiters.remove(id, waiter);
        }
    }

    /** Returns how many callers wait now. */
    public int waiting() {
        return waiters.count();
    }

    /** Tells whether the thread rests, since nobody waits. */
    boolean isResting() {
        return resting;
    }

    /**
     * Sends everyone home with what is known now, or was before where the store cannot be asked; whoever comes later does
     * not wait. Closes nothing that it was given.
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
            waiter.learn(report);
            long left = closed ? 0 : deadline - System.nanoTime();
            waiter.sleep(sleepNanos(report, left));
            if (Thread.currentThread().isInterrupted()) {
                throw new StoreUnavailableException(id.value(), "interrupted", null);
            }
            boolean sentHome = closed;
            if (!sentHome && deadline - System.nanoTime() <= 0) {
                return lookup.getJobStatus(id);
            }
            report = lookAgain(id, report, waiter);
            if (sentHome) {
                return report;
            }
        }
        return report;
    }

    /**
     * Returns how long a caller may sleep that has {@code left} nanoseconds: until its job becomes overdue, if that is
     * earlier. A job that should be overdue already is read again after the interval, since the rule's clock may be behind.
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
     * Returns what was known before if the store cannot be asked, or if the job or its images are missing for the moment:
     * news will be news still when there is another look. The lookup itself does not read again for all of many callers.
     */
    private JobReport lookAgain(JobId id, JobReport before, Waiter waiter) {
        try {
            return lookup.getJobStatus(id);
        } catch (StoreUnavailableException away) {
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
                rest();
            } else {
                pause();
                look();
            }
        }
    }

    private void rest() {
        resting = true;
        if (waiters.isEmpty() && !closed) {
            LockSupport.park(this);
        }
        resting = false;
    }

    private void pause() {
        long until = System.nanoTime() + intervalNanos;
        for (long left = intervalNanos; left > 0 && !closed; left = until - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    private void look() {
        try {
            statuses.findStatuses(waiters.jobs()).forEach(waiters::tell);
            failing = false;
        } catch (RuntimeException | Error failure) {
            // Without this thread nobody would be woken any more.
            if (!failing) {
                LOG.log(System.Logger.Level.WARNING, "Statuses could not be read", failure);
            }
            failing = true;
        }
    }
}
