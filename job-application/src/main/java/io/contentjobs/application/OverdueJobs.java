package io.contentjobs.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The watched jobs by the time when they become overdue, which no change of their record shows. For one thread. */
final class OverdueJobs {
    /** A job is overdue only after its {@code overdueAt}. */
    private static final Duration JUST_AFTER = Duration.ofMillis(1);

    private final Clock clock;
    private final Duration interval;
    private final TreeSet<WatchedJob> byTime = new TreeSet<>(Comparator.comparing(WatchedJob::overdueAt)
            .thenComparing(job -> job.id().value()));

    /** @param interval the time after which a job is due again that is past its time, since the rule's clock may be behind */
    OverdueJobs(Clock clock, Duration interval) {
        this.clock = clock;
        this.interval = interval;
    }

    /** Sets when the job is due; null if never. */
    void expect(WatchedJob job, @Nullable Instant overdueAt) {
        if (job.overdueAt() != null) {
            byTime.remove(job);
        }
        Instant now = clock.instant();
        boolean isPast = overdueAt != null && !overdueAt.isAfter(now);
        job.setOverdueAt(isPast ? now.plus(interval) : overdueAt);
        if (overdueAt != null) {
            byTime.add(job);
        }
    }

    /** Lets the job be due after the interval. */
    void expectSoon(WatchedJob job) {
        expect(job, clock.instant());
    }

    /** Removes and returns the jobs that are due. */
    List<WatchedJob> takeDue() {
        List<WatchedJob> due = new ArrayList<>();
        Instant now = clock.instant();
        while (!byTime.isEmpty() && now.isAfter(byTime.first().overdueAt())) {
            WatchedJob job = byTime.pollFirst();
            job.setOverdueAt(null);
            due.add(job);
        }
        return due;
    }

    /** Returns the nanoseconds until the next job is due, at most {@code nanos}. */
    long untilNext(long nanos) {
        if (byTime.isEmpty()) {
            return nanos;
        }
        Duration left =
                Duration.between(clock.instant(), byTime.first().overdueAt()).plus(JUST_AFTER);
        return Math.min(nanos, Nanos.of(left));
    }
}
