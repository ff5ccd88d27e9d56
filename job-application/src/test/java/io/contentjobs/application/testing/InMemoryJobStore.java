package io.contentjobs.application.testing;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobStatusReader;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.domain.Verdict;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A store in memory for tests. It passes the contracts of real stores, keeps unreadable records and can be down. Records do
 * not expire. Thread-safe; each call is atomic.
 */
public final class InMemoryJobStore implements JobReader, JobStatusReader, JobWriter, StoreFixture {
    /** The value of an unreadable record is empty. */
    private final ConcurrentMap<JobId, Optional<Job>> jobs = new ConcurrentHashMap<>();

    private final ConcurrentMap<JobId, String> errors = new ConcurrentHashMap<>();
    private final ConcurrentMap<EventDraftId, ImageUrls> imageUrls = new ConcurrentHashMap<>();
    private final AtomicLong refusals = new AtomicLong();
    private final InMemoryHints hints = new InMemoryHints();
    private volatile boolean available = true;

    /**
     * Sets whether the ports answer. The records stay, and the methods of {@link StoreFixture} always work. The hints that
     * are armed are lost, and their listeners are told so.
     */
    public void setAvailable(boolean available) {
        this.available = available;
        hints.loseArmed();
    }

    /**
     * Loses hints at random from now on, and tells nobody.
     *
     * @param share the lost share of all hints, from 0 to 1
     */
    public void loseHints(long seed, double share) {
        hints.lose(seed, share);
    }

    /** Loses the hints that are armed now, and tells their listeners so, as a broken connection does. */
    public void loseArmedHints() {
        hints.loseArmed();
    }

    /** Returns the number of calls that failed because the store was down. */
    public long refusals() {
        return refusals.get();
    }

    @Override
    public Optional<Job> find(JobId id) {
        requireAvailable(id.value());
        return Optional.ofNullable(jobs.get(id)).map(found -> readable(id, found));
    }

    @Override
    public Map<JobId, Optional<JobStatus>> findStatuses(Collection<JobId> ids) {
        Map<JobId, Optional<JobStatus>> statuses = new HashMap<>();
        for (JobId id : ids) {
            if (available) {
                statuses.put(id, jobs.getOrDefault(id, Optional.empty()).map(Job::status));
            } else {
                refusals.incrementAndGet();
            }
        }
        return statuses;
    }

    @Override
    public HintedReads openHintedReads(HintListener listener) {
        return hints.open(this, listener);
    }

    @Override
    public Optional<ImageUrls> findImageUrls(EventDraftId id) {
        requireAvailable(id.value());
        return Optional.ofNullable(imageUrls.get(id));
    }

    @Override
    public Optional<String> findError(JobId id) {
        requireAvailable(id.value());
        return Optional.ofNullable(errors.get(id));
    }

    @Override
    public void create(Job job) {
        requireAvailable(job.id().value());
        if (jobs.putIfAbsent(job.id(), Optional.of(job)) != null) {
            throw new IllegalStateException("Job " + job.id() + " already exists");
        }
        hints.changed(job.id());
    }

    @Override
    public Verdict advance(JobId id, JobStatus next) {
        requireAvailable(id.value());
        while (true) {
            Optional<Job> found = jobs.get(id);
            if (found == null) {
                return Verdict.NOT_FOUND;
            }
            Job job = readable(id, found);
            if (!job.status().mayBecome(next)) {
                return Verdict.unchanged(job.status(), next);
            }
            Job changed = new Job(id, next, job.eventDraftId(), job.type(), job.createdAt());
            if (jobs.replace(id, found, Optional.of(changed))) {
                hints.changed(id);
                return Verdict.applied(next);
            }
        }
    }

    @Override
    public void storeImageUrls(EventDraftId id, ImageUrls urls) {
        requireAvailable(id.value());
        imageUrls.put(id, urls);
    }

    @Override
    public void storeError(JobId id, String error) {
        requireAvailable(id.value());
        errors.put(id, error);
    }

    @Override
    public void put(Job job) {
        jobs.put(job.id(), Optional.of(job));
        hints.changed(job.id());
    }

    @Override
    public void putImageUrls(EventDraftId id, ImageUrls urls) {
        imageUrls.put(id, urls);
    }

    @Override
    public void putError(JobId id, String error) {
        errors.put(id, error);
    }

    @Override
    public void putUnreadable(JobId id) {
        jobs.put(id, Optional.empty());
        hints.changed(id);
    }

    @Override
    public void remove(JobId id) {
        jobs.remove(id);
        hints.changed(id);
    }

    @Override
    public void removeImageUrls(EventDraftId id) {
        imageUrls.remove(id);
    }

    /** Parks briefly, so that calls of other threads come between two calls of one thread, as with a real store. */
    private void requireAvailable(String subject) {
        LockSupport.parkNanos(1);
        if (!available) {
            refusals.incrementAndGet();
            throw new StoreUnavailableException(subject, "the store is down", null);
        }
    }

    private static Job readable(JobId id, Optional<Job> found) {
        return found.orElseThrow(() -> new RecordUnreadableException(id.value(), "invalid record"));
    }
}
