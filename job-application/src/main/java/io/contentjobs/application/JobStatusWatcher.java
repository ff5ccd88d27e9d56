package io.contentjobs.application;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.ImagesGoneException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobNotFoundException;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatusReader;
import io.contentjobs.domain.JobStatusReader.HintListener;
import io.contentjobs.domain.JobStatusReader.HintedReads;
import io.contentjobs.domain.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Waits for changes of jobs, with one thread for all listeners. The thread reads the status of a watched job when the store
 * hints at a change, and in any case once in a while: each interval if the store gives no hints for the job, else every two
 * seconds. It looks a changed job up once, and tells all its listeners. So the load on the store depends on the number of
 * jobs, not of listeners.
 *
 * <p>The thread reads the status of a job after each new subscription, and compares it with the status that the listener
 * knows. So a listener misses no change between its read and its subscription. Thread-safe.
 */
public final class JobStatusWatcher implements AwaitJobStatus, AutoCloseable {
    /** The interval of the reads without hints, if no other is given. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofMillis(200);

    private final GetJobStatus lookup;
    private final HintedReads hintedReads;
    private final JobWatch watch;
    private final long interval;
    private final Thread thread = new Thread(this::watch, "job-status-watch");

    /** What other threads want of the watching thread. */
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();

    private final Set<JobSubscription> subscriptions = ConcurrentHashMap.newKeySet();
    private volatile boolean parked;
    private volatile boolean closed;
    private volatile int watchedJobs;

    /** Starts a watcher with the default interval and the system clock. */
    public JobStatusWatcher(JobStatusReader statuses, GetJobStatus lookup) {
        this(statuses, lookup, DEFAULT_INTERVAL);
    }

    /** Starts a watcher with the system clock. */
    public JobStatusWatcher(JobStatusReader statuses, GetJobStatus lookup, Duration interval) {
        this(statuses, lookup, interval, Clock.systemUTC(), WatchListener.NONE);
    }

    /**
     * Starts a daemon thread, which is parked while there is no subscription, and ends with {@link #close()}.
     *
     * @param statuses reads the statuses of all watched jobs
     * @param lookup reads changed jobs, and a single job at the beginning and the end of a wait
     * @param interval the pause between two reads of a status if the store gives no hints: a listener then learns of a change
     *     so much later at most
     * @param clock the clock of the overdue rule of {@code lookup}
     * @param listener learns what the watcher does
     * @throws IllegalArgumentException if {@code interval} is not positive
     */
    public JobStatusWatcher(
            JobStatusReader statuses, GetJobStatus lookup, Duration interval, Clock clock, WatchListener listener) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("The interval must be positive, not " + interval);
        }
        this.lookup = lookup;
        this.interval = Nanos.of(interval);
        this.hintedReads = statuses.openHintedReads(new Inbox());
        this.watch = new JobWatch(
                new StatusReads(statuses, hintedReads, lookup), interval, clock, System::nanoTime, listener);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public JobReport await(JobId id, Predicate<? super JobReport> enough, Duration atMost) {
        long deadline = System.nanoTime() + Nanos.of(atMost);
        JobReport report = lookup.getJobStatus(id);
        if (atMost.isNegative() || atMost.isZero() || isEnough(report, enough)) {
            return report;
        }
        BlockingWait wait = new BlockingWait();
        Subscription subscription = subscribe(id, report, wait);
        try {
            return await(id, wait, report, enough, deadline);
        } finally {
            subscription.close();
        }
    }

    private JobReport await(
            JobId id, BlockingWait wait, JobReport first, Predicate<? super JobReport> enough, long deadline) {
        JobReport report = first;
        while (true) {
            JobReport next = wait.next(deadline);
            if (Thread.currentThread().isInterrupted()) {
                throw new StoreUnavailableException(id.value(), "interrupted", null);
            }
            if (next == null) {
                return wait.isStopped() ? presentOr(id, report) : lookup.getJobStatus(id);
            }
            report = next;
            if (isEnough(report, enough)) {
                return report;
            }
        }
    }

    /**
     * Returns a future of what {@link #await} returns. Occupies no thread meanwhile. Cancelling the future, or completing it
     * in another way, ends the wait.
     *
     * <p>When the time is over, or this watcher is closed, the future has the latest report that was read; if there is none,
     * it fails with a {@link StoreUnavailableException}. The future is completed on the thread of this watcher, on the JDK's thread
     * for timeouts, or on the thread that closes this watcher. So its dependent actions must not block; otherwise use the methods of {@link CompletableFuture} with an executor.
     *
     * @param enough as for {@link #await}, but called on the thread of this watcher; must not block
     * @param atMost the maximum time to wait
     * @throws IllegalArgumentException if {@code atMost} is not positive
     */
    public CompletableFuture<JobReport> awaitAsync(JobId id, Predicate<? super JobReport> enough, Duration atMost) {
        if (atMost.isNegative() || atMost.isZero()) {
            throw new IllegalArgumentException("The time to wait must be positive, not " + atMost);
        }
        return new AsyncWait(id, enough).begin(this, atMost);
    }

    /** If this watcher is closed, tells the listener on the caller's thread. */
    @Override
    public Subscription subscribe(JobId id, @Nullable JobReport known, Listener listener) {
        Objects.requireNonNull(id);
        Objects.requireNonNull(listener);
        if (known != null && known.status().isTerminal()) {
            throw new IllegalArgumentException("Job " + id + " has ended: " + known.status());
        }
        JobSubscription subscription = new JobSubscription(id, known, listener, this::ended);
        subscriptions.add(subscription);
        if (closed) {
            subscription.stop();
        } else {
            tellThread(() -> watch.add(subscription));
        }
        return subscription;
    }

    /** Returns the number of open subscriptions, those of blocking calls included. */
    public int waiting() {
        return subscriptions.size();
    }

    /** Returns the number of jobs that are watched, each counted once. A subscription changes it soon, not at once. */
    public int watchedJobs() {
        return watchedJobs;
    }

    /**
     * Ends all subscriptions: each blocked caller gets the present report of its job, or the last known one if the store is
     * unavailable. Later calls do not wait. Closes neither {@code statuses} nor {@code lookup}.
     */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        subscriptions.forEach(JobSubscription::stop);
        hintedReads.close();
    }

    private static boolean isEnough(JobReport report, Predicate<? super JobReport> enough) {
        return report.status().isTerminal() || enough.test(report);
    }

    /** Returns the present report; {@code last} if there is none for now. */
    private JobReport presentOr(JobId id, JobReport last) {
        try {
            return lookup.getJobStatus(id);
        } catch (StoreUnavailableException | JobNotFoundException | ImagesGoneException failure) {
            return last;
        }
    }

    private void ended(JobSubscription subscription) {
        subscriptions.remove(subscription);
        tellThread(() -> watch.remove(subscription));
    }

    private void tellThread(Runnable action) {
        if (closed) {
            return; // nobody empties the inbox any more
        }
        inbox.add(action);
        if (parked) {
            LockSupport.unpark(thread);
        }
    }

    private void watch() {
        boolean failing = false;
        while (!closed) {
            Thread.interrupted(); // a store's client may have left it; the thread ends with close() only
            long nanos = interval;
            try {
                nanos = step(failing);
                failing = false;
            } catch (RuntimeException | Error failure) {
                // The thread must go on: no other thread wakes the listeners.
                if (!failing) {
                    logFailure(failure);
                }
                failing = true;
            }
            if (nanos > 0) {
                park(nanos);
            }
        }
        watchedJobs = 0;
    }

    /** Gets the logger only now: an application may read {@link #DEFAULT_INTERVAL} before it sets up its log. */
    private static void logFailure(Throwable failure) {
        System.getLogger(JobStatusWatcher.class.getName())
                .log(System.Logger.Level.WARNING, "Jobs could not be watched", failure);
    }

    /** Returns the nanoseconds until the next step is due. After a failure, which jobs were read is not known. */
    private long step(boolean afterFailure) {
        if (afterFailure) {
            watch.sweepAll();
        }
        for (Runnable action = inbox.poll(); action != null; action = inbox.poll()) {
            action.run();
        }
        long nanos = watch.step();
        watchedJobs = watch.size();
        return nanos;
    }

    private void park(long nanos) {
        parked = true;
        if (inbox.isEmpty() && !closed) {
            if (watch.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, nanos);
            }
        }
        parked = false;
    }

    /** Passes hints to the thread. */
    private final class Inbox implements HintListener {
        @Override
        public void mayHaveChanged(JobId id) {
            tellThread(() -> watch.mayHaveChanged(id));
        }

        @Override
        public void allMayHaveChanged() {
            tellThread(() -> watch.allMayHaveChanged());
        }
    }
}
