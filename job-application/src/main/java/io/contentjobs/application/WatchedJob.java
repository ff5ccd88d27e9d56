package io.contentjobs.application;

import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A job with subscriptions, as the watcher knows it. Only the watcher's thread uses it. */
final class WatchedJob {
    private final JobId id;
    private final Set<JobSubscription> subscriptions = new HashSet<>(2);

    /** The status that was read last; null if none was read. */
    private @Nullable JobStatus status;

    /** How many of the last reads in a row found no status. */
    private int missingReads;

    /** When the job or its images were first missing, in nanoseconds; null if they were not missing last. */
    private @Nullable Long missingSince;

    private @Nullable Instant overdueAt;
    private boolean hinted;
    private boolean hintPending;
    private final HintLimit hintLimit = new HintLimit();

    WatchedJob(JobId id) {
        this.id = id;
    }

    JobId id() {
        return id;
    }

    HintLimit hintLimit() {
        return hintLimit;
    }

    void add(JobSubscription subscription) {
        subscriptions.add(subscription);
    }

    /** Removes the subscription, and tells whether there is no other. */
    boolean remove(JobSubscription subscription) {
        subscriptions.remove(subscription);
        return subscriptions.isEmpty();
    }

    /** Tells whether the store hints at the next change. */
    boolean isHinted() {
        return hinted;
    }

    void setHinted(boolean hinted) {
        this.hinted = hinted;
    }

    /** Returns when the job becomes overdue; null if it never does. */
    @Nullable Instant overdueAt() {
        return overdueAt;
    }

    void setOverdueAt(@Nullable Instant overdueAt) {
        this.overdueAt = overdueAt;
    }

    /** Tells whether a subscription with that report may wait without a look-up: it knows the status that was read last. */
    boolean isUpToDate(JobSubscription subscription) {
        return status != null && !subscription.isNews(status);
    }

    /** Records that the next status is read because of a hint. */
    void hint() {
        hintPending = true;
    }

    /** Tells whether the status was read because of a hint. */
    boolean takeHint() {
        boolean pending = hintPending;
        hintPending = false;
        return pending;
    }

    /**
     * Takes over a status that was read, and tells whether a look-up is needed. One empty status causes none, since another
     * service may just rewrite the record; a second one in a row does.
     */
    boolean onStatus(Optional<JobStatus> read, long now) {
        if (read.isEmpty()) {
            missingReads++;
            isMissingFor(0, now);
            return missingReads > 1;
        }
        if (missingReads > 0) {
            missingReads = 0;
            missingSince = null;
        }
        JobStatus present = read.get();
        status = present;
        return subscriptions.stream().anyMatch(subscription -> subscription.isNews(present));
    }

    /** Tells whether the last read had that result, too. */
    boolean isUnchanged(Optional<JobStatus> read) {
        return read.isEmpty() ? missingReads > 0 : missingReads == 0 && read.get() == status;
    }

    void report(JobReport report) {
        missingSince = null;
        status = report.status();
        each().forEach(subscription -> subscription.report(report));
    }

    void fail(JobException failure) {
        each().forEach(subscription -> subscription.fail(failure));
    }

    /** Records that the job or its images are missing now, and tells whether they have been for {@code nanos}. */
    boolean isMissingFor(long nanos, long now) {
        if (missingSince == null) {
            missingSince = now;
        }
        return now - missingSince >= nanos;
    }

    private List<JobSubscription> each() {
        return List.copyOf(subscriptions);
    }
}
