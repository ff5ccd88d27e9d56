package io.contentjobs.application;

import io.contentjobs.domain.ImagesGoneException;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobNotFoundException;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobStatusReader.HintedStatuses;
import io.contentjobs.domain.ReadResult;
import io.contentjobs.domain.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The watched jobs, and when each of them is read again: at once after a hint, otherwise by the next sweep. What is told is
 * always read; a hint only says when. For one thread.
 *
 * <p>Each read of a status arms the next hint, and comes before the look-up of a changed job. So a change after the status
 * was read causes a hint, or a sweep finds it.
 */
final class JobWatch {
    /** The least time between two sweeps of the jobs whose changes the store hints at. */
    static final Duration HINTED_SWEEP_INTERVAL = Duration.ofSeconds(2);

    /** The time that another service has to complete a change of several writes. */
    static final Duration MAX_GAP = Duration.ofMillis(100);

    /** The number of jobs that are read at once. A hint during a sweep waits only for the read in progress. */
    private static final int MAX_BATCH = 500;

    private final StatusReads reads;
    private final long interval;
    private final LongSupplier nanoTime;
    private final WatchListener events;
    private final OverdueJobs overdue;
    private final Map<JobId, WatchedJob> jobs = new HashMap<>();

    /** The jobs whose status is to be read now. */
    private final Set<WatchedJob> stale = new LinkedHashSet<>();

    /** The jobs that the sweep in progress has not read yet. */
    private final Set<WatchedJob> aged = new LinkedHashSet<>();

    private long nextSweep;
    private long nextHintedSweep;

    /**
     * @param interval the pause between two sweeps
     * @param clock the clock of the overdue rule
     * @param nanoTime as {@link System#nanoTime()}
     */
    JobWatch(StatusReads reads, Duration interval, Clock clock, LongSupplier nanoTime, WatchListener events) {
        this.reads = reads;
        this.interval = Nanos.of(interval);
        this.nanoTime = nanoTime;
        this.events = events;
        this.overdue = new OverdueJobs(clock, Duration.ofNanos(this.interval));
    }

    boolean isEmpty() {
        return jobs.isEmpty();
    }

    int size() {
        return jobs.size();
    }

    void add(JobSubscription subscription) {
        if (jobs.isEmpty()) {
            nextSweep = now() + interval;
            nextHintedSweep = now() + HINTED_SWEEP_INTERVAL.toNanos();
        }
        WatchedJob job = jobs.computeIfAbsent(subscription.id(), WatchedJob::new);
        job.add(subscription);
        if (!job.isHinted() || !job.isUpToDate(subscription)) {
            stale.add(job);
        }
        if (subscription.known() instanceof JobReport.InProgress inProgress) {
            overdue.expect(job, inProgress.overdueAt());
        }
    }

    void remove(JobSubscription subscription) {
        WatchedJob job = jobs.get(subscription.id());
        if (job != null && job.remove(subscription)) {
            forget(job);
        }
    }

    void mayHaveChanged(JobId id) {
        WatchedJob job = jobs.get(id);
        if (job != null && !job.hintLimit().isSuspended(now())) {
            events.hinted();
            job.hint();
            stale.add(job);
        }
    }

    /** A store that loses its hints all the time causes no more reads than the sweeps. */
    void allMayHaveChanged() {
        events.hintsLost();
        sweepAll();
    }

    /** Lets the next sweep read all jobs. */
    void sweepAll() {
        jobs.values().forEach(job -> job.setHinted(false));
    }

    /** Does what is due, and returns the nanoseconds until the next call is due; 0 if something is due now. */
    long step() {
        if (aged.isEmpty() && now() - nextSweep >= 0) {
            beginSweep();
        }
        lookUp(overdue.takeDue()).forEach(overdue::expectSoon);
        if (!stale.isEmpty()) {
            List<WatchedJob> due = take(stale);
            due.forEach(aged::remove);
            events.reread(due.size());
            read(due);
        }
        if (!aged.isEmpty()) { // also while hints come without end
            List<WatchedJob> due = take(aged);
            events.swept(due.size());
            read(due);
            endSweep();
        }
        return stale.isEmpty() && aged.isEmpty() ? overdue.untilNext(Math.max(0, nextSweep - now())) : 0;
    }

    private void beginSweep() {
        boolean all = now() - nextHintedSweep >= 0;
        jobs.values().stream().filter(job -> all || !job.isHinted()).forEach(aged::add);
        if (all) {
            nextHintedSweep = now() + HINTED_SWEEP_INTERVAL.toNanos();
        }
        endSweep();
    }

    /** Lets the next sweep begin an interval after this one has ended, so that a slow store is not read all the time. */
    private void endSweep() {
        if (aged.isEmpty()) {
            nextSweep = now() + interval;
        }
    }

    /** Reads the statuses of these jobs, and looks up those that have changed. */
    private void read(List<WatchedJob> due) {
        long now = now();
        List<WatchedJob> hinted = new ArrayList<>();
        List<WatchedJob> plain = new ArrayList<>();
        due.forEach(job -> (job.hintLimit().isSuspended(now) ? plain : hinted).add(job));
        List<WatchedJob> changed = changed(hinted, reads.findWithHints(ids(hinted)));
        changed.addAll(changed(plain, reads.find(ids(plain))));
        lookUp(changed);
    }

    private List<WatchedJob> changed(List<WatchedJob> jobsRead, HintedStatuses found) {
        List<WatchedJob> changed = new ArrayList<>();
        for (WatchedJob job : jobsRead) {
            Optional<JobStatus> status = found.statuses().get(job.id());
            job.setHinted(status != null && status.isPresent() && found.hinted().contains(job.id()));
            if (status != null && isChanged(job, status)) {
                changed.add(job);
            }
        }
        return changed;
    }

    private boolean isChanged(WatchedJob job, Optional<JobStatus> status) {
        if (job.takeHint() && job.isUnchanged(status) && job.hintLimit().recordNeedless(now())) {
            job.setHinted(false); // its next hint is ignored, so the next sweep must read it
            events.hintsSuspended();
        }
        return job.onStatus(status, now());
    }

    /** Looks these jobs up, tells their reports, and returns the jobs that have none for now: the next sweep reads those. */
    private List<WatchedJob> lookUp(List<WatchedJob> due) {
        Map<JobId, ReadResult<JobReport>> results = reads.lookUp(ids(due));
        List<WatchedJob> failed = new ArrayList<>();
        for (WatchedJob job : due) {
            ReadResult<JobReport> result = results.get(job.id());
            if (result == null || !settle(job, result)) {
                job.setHinted(false);
                failed.add(job);
            }
        }
        return failed;
    }

    /** Tells the listeners the result. Returns false if it may be another one soon. */
    private boolean settle(WatchedJob job, ReadResult<JobReport> result) {
        JobReport report = result.value();
        JobException failure = result.failure();
        if (report != null) {
            tell(job, report);
        } else if (failure != null && isFinal(job, failure)) {
            forget(job);
            job.fail(failure);
        } else {
            return false;
        }
        return true;
    }

    private void tell(WatchedJob job, JobReport report) {
        if (report instanceof JobReport.InProgress inProgress) {
            overdue.expect(job, inProgress.overdueAt());
        } else {
            forget(job);
        }
        if (!job.isUnchanged(Optional.of(report.status()))) {
            job.setHinted(false); // the look-up and the read before it disagree
        }
        job.report(report);
    }

    /** Tells whether the failure ends all subscriptions. An outage does not, nor does a short gap of the job or its images. */
    private boolean isFinal(WatchedJob job, JobException failure) {
        if (failure instanceof StoreUnavailableException) {
            return false;
        }
        boolean isMissing = failure instanceof JobNotFoundException || failure instanceof ImagesGoneException;
        return !isMissing || job.isMissingFor(MAX_GAP.toNanos(), now());
    }

    private void forget(WatchedJob job) {
        overdue.expect(job, null);
        jobs.remove(job.id());
        stale.remove(job);
        aged.remove(job);
    }

    private long now() {
        return nanoTime.getAsLong();
    }

    private static List<JobId> ids(List<WatchedJob> jobs) {
        return jobs.stream().map(WatchedJob::id).toList();
    }

    private static List<WatchedJob> take(Set<WatchedJob> from) {
        List<WatchedJob> taken = new ArrayList<>();
        Iterator<WatchedJob> jobs = from.iterator();
        while (jobs.hasNext() && taken.size() < MAX_BATCH) {
            taken.add(jobs.next());
            jobs.remove();
        }
        return taken;
    }
}
