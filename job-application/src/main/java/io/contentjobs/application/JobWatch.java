package io.contentjobs.application;

import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.ImagesGoneException;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobNotFoundException;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobStatusReader;
import io.contentjobs.domain.JobStatusReader.HintedReads;
import io.contentjobs.domain.JobStatusReader.HintedStatuses;
import io.contentjobs.domain.ReadResult;
import io.contentjobs.domain.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The watched jobs, and when each of them is read again: after a hint at once, otherwise at the next sweep. What is told is
 * always read; a hint only says when. For one thread.
 *
 * <p>Each read of a status arms the next hint, and comes before the look-up of a changed job. So a change after the status
 * was read causes a hint or is found by a sweep.
 */
final class JobWatch {
    /** The pause between two sweeps of the jobs whose changes the store hints at. */
    static final Duration HINTED_SWEEP_INTERVAL = Duration.ofSeconds(2);

    /** The time that another service has to complete a change of several writes. */
    private static final Duration MAX_GAP = Duration.ofMillis(100);

    /** A job is overdue only after its {@code overdueAt}. */
    private static final Duration JUST_AFTER = Duration.ofMillis(1);

    /** The number of jobs that are read at once. A hint during a sweep waits only for the read in progress. */
    private static final int MAX_BATCH = 500;

    private static final System.Logger LOG = System.getLogger(JobStatusWatcher.class.getName());

    private final JobStatusReader statuses;
    private final HintedReads hintedReads;
    private final GetJobStatus lookup;
    private final long interval;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final WatchListener events;

    private final Map<JobId, WatchedJob> jobs = new HashMap<>();

    /** The jobs whose status is to be read now. */
    private final Set<WatchedJob> stale = new LinkedHashSet<>();

    /** The jobs whose status a sweep is to read. */
    private final Set<WatchedJob> aged = new LinkedHashSet<>();

    private final TreeSet<WatchedJob> overdue = new TreeSet<>(Comparator.comparing(WatchedJob::overdueAt)
            .thenComparing(job -> job.id().value()));

    private long nextInterval;
    private long nextHintedSweep;
    private boolean failing;

    JobWatch(
            JobStatusReader statuses,
            HintedReads hintedReads,
            GetJobStatus lookup,
            Duration interval,
            Clock clock,
            LongSupplier nanoTime,
            WatchListener events) {
        this.statuses = statuses;
        this.hintedReads = hintedReads;
        this.lookup = lookup;
        this.interval = Nanos.of(interval);
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.events = events;
    }

    boolean isEmpty() {
        return jobs.isEmpty();
    }

    void add(JobSubscription subscription) {
        if (jobs.isEmpty()) {
            long now = nanoTime.getAsLong();
            nextInterval = now + interval;
            nextHintedSweep = now + HINTED_SWEEP_INTERVAL.toNanos();
        }
        WatchedJob job = jobs.computeIfAbsent(subscription.id(), WatchedJob::new);
        job.add(subscription);
        if (!job.isHinted() || !job.isUpToDate(subscription)) {
            stale.add(job);
        }
        if (subscription.known() instanceof JobReport.InProgress inProgress) {
            expectOverdue(job, inProgress.overdueAt());
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
        if (job != null && !job.hintLimit().isSuspended(nanoTime.getAsLong())) {
            events.hinted();
            job.hint();
            stale.add(job);
        }
    }

    /** Lets the next interval read all jobs. A store that loses its hints all the time does not cause more reads than that. */
    void allMayHaveChanged() {
        events.hintsLost();
        jobs.values().forEach(job -> job.setHinted(false));
    }

    /** Does what is due, and returns the nanoseconds until the next call is due; 0 if something is due now. */
    long step() {
        if (aged.isEmpty() && nanoTime.getAsLong() - nextInterval >= 0) {
            beginSweep();
        }
        lookUpOverdue();
        if (!stale.isEmpty()) {
            List<WatchedJob> due = take(stale);
            events.reread(due.size());
            read(due);
        } else if (!aged.isEmpty()) {
            List<WatchedJob> due = take(aged);
            events.swept(due.size());
            read(due);
            endSweep();
        }
        return stale.isEmpty() && aged.isEmpty() ? untilNext() : 0;
    }

    private void beginSweep() {
        long now = nanoTime.getAsLong();
        boolean all = now - nextHintedSweep >= 0;
        for (WatchedJob job : jobs.values()) {
            if (all || !job.isHinted()) {
                aged.add(job);
            }
        }
        if (all) {
            nextHintedSweep = now + HINTED_SWEEP_INTERVAL.toNanos();
        }
        endSweep();
    }

    /** Lets the next sweep begin an interval after this one has ended, so that a slow store is not read all the time. */
    private void endSweep() {
        if (aged.isEmpty()) {
            nextInterval = nanoTime.getAsLong() + interval;
        }
    }

    private void lookUpOverdue() {
        Instant now = clock.instant();
        List<WatchedJob> due = new ArrayList<>();
        while (!overdue.isEmpty() && now.isAfter(overdue.first().overdueAt())) {
            WatchedJob job = overdue.first();
            expectOverdue(job, null);
            due.add(job);
        }
        lookUp(due).forEach(failed -> expectOverdue(failed, now));
    }

    /** Reads the statuses of these jobs, and looks up those that have changed. */
    private void read(List<WatchedJob> due) {
        long now = nanoTime.getAsLong();
        List<WatchedJob> hinted = new ArrayList<>();
        List<WatchedJob> plain = new ArrayList<>();
        due.forEach(job -> (job.hintLimit().isSuspended(now) ? plain : hinted).add(job));
        List<WatchedJob> changed = new ArrayList<>();
        changed.addAll(read(hinted, hintedReads::findStatuses));
        changed.addAll(read(plain, ids -> new HintedStatuses(statuses.findStatuses(ids), Set.of())));
        lookUp(changed);
    }

    private List<WatchedJob> read(List<WatchedJob> due, Function<List<JobId>, HintedStatuses> read) {
        if (due.isEmpty()) {
            return List.of();
        }
        HintedStatuses found = find(read, due.stream().map(WatchedJob::id).toList());
        List<WatchedJob> changed = new ArrayList<>();
        for (WatchedJob job : due) {
            Optional<JobStatus> status = found.statuses().get(job.id());
            job.setHinted(status != null && status.isPresent() && found.hinted().contains(job.id()));
            if (status != null && isChanged(job, status)) {
                changed.add(job);
            }
        }
        return changed;
    }

    private boolean isChanged(WatchedJob job, Optional<JobStatus> status) {
        if (job.takeHint() && job.isUnchanged(status) && job.hintLimit().recordNeedless(nanoTime.getAsLong())) {
            events.hintsSuspended();
        }
        return job.onStatus(status, nanoTime.getAsLong());
    }

    private HintedStatuses find(Function<List<JobId>, HintedStatuses> read, List<JobId> ids) {
        try {
            HintedStatuses found = read.apply(ids);
            failing = false;
            return found;
        } catch (RuntimeException | Error failure) {
            // The thread must go on: no other thread wakes the listeners.
            if (!failing) {
                LOG.log(System.Logger.Level.WARNING, "Statuses could not be read", failure);
            }
            failing = true;
            return new HintedStatuses(Map.of(), Set.of());
        }
    }

    /** Looks up these jobs, tells their reports, and returns the jobs that have none for now: the next interval reads those again. */
    private List<WatchedJob> lookUp(List<WatchedJob> due) {
        if (due.isEmpty()) {
            return List.of();
        }
        Map<JobId, ReadResult<JobReport>> results =
                results(due.stream().map(WatchedJob::id).toList());
        List<WatchedJob> failed = new ArrayList<>();
        for (WatchedJob job : due) {
            ReadResult<JobReport> result = results.get(job.id());
            JobReport report = result == null ? null : result.value();
            JobException failure = result == null ? null : result.failure();
            if (report != null) {
                tell(job, report);
            } else if (failure != null && isFinal(job, failure)) {
                forget(job);
                job.fail(failure);
            } else {
                job.setHinted(false);
                failed.add(job);
            }
        }
        return failed;
    }

    private void tell(WatchedJob job, JobReport report) {
        if (report instanceof JobReport.InProgress inProgress) {
            expectOverdue(job, inProgress.overdueAt());
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
        return !isMissing || job.isMissingFor(MAX_GAP.toNanos(), nanoTime.getAsLong());
    }

    private Map<JobId, ReadResult<JobReport>> results(List<JobId> ids) {
        try {
            return lookup.getJobStatuses(ids);
        } catch (RuntimeException | Error failure) {
            if (ids.size() == 1) {
                logFailedLookup(ids.get(0), failure);
                return Map.of();
            }
            Map<JobId, ReadResult<JobReport>> results = new HashMap<>();
            ids.forEach(id -> results.putAll(results(List.of(id))));
            return results;
        }
    }

    private static void logFailedLookup(JobId id, Throwable failure) {
        LOG.log(System.Logger.Level.WARNING, "Job " + id + " could not be looked up", failure);
    }

    private void forget(WatchedJob job) {
        expectOverdue(job, null);
        jobs.remove(job.id());
        stale.remove(job);
        aged.remove(job);
    }

    /** Lets the job be looked up when it becomes overdue; if that moment has passed, after an interval: the rule's clock may be behind. */
    private void expectOverdue(WatchedJob job, @Nullable Instant overdueAt) {
        if (job.overdueAt() != null) {
            overdue.remove(job);
        }
        Instant now = clock.instant();
        boolean isPast = overdueAt != null && !overdueAt.isAfter(now);
        job.setOverdueAt(isPast ? now.plusNanos(interval) : overdueAt);
        if (overdueAt != null) {
            overdue.add(job);
        }
    }

    private long untilNext() {
        long left = nextInterval - nanoTime.getAsLong();
        if (!overdue.isEmpty()) {
            left = Math.min(
                    left,
                    Nanos.of(Duration.between(clock.instant(), overdue.first().overdueAt())
                            .plus(JUST_AFTER)));
        }
        return Math.max(0, left);
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
