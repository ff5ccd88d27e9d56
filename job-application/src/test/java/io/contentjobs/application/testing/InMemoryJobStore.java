package io.contentjobs.application.testing;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.domain.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A store that is as strict as a real one, in the memory of a test: it refuses what they refuse, holds unreadable records
 * and can be down. Nothing expires by itself. Thread-safe; each call is one atomic step.
 */
public final class InMemoryJobStore implements JobReader, JobWriter, StoreFixture {
    /** Empty for a record that makes no sense. */
    private final Map<JobId, Optional<Job>> jobs = new HashMap<>();

    private final Map<JobId, String> errors = new HashMap<>();
    private final Map<EventDraftId, ImageUrls> imageUrls = new HashMap<>();
    private boolean available = true;

    /** Takes the store down for both ports, or up again; what it holds is kept, and can be arranged meanwhile. */
    public synchronized void setAvailable(boolean available) {
        this.available = available;
    }

    @Override
    public synchronized Optional<Job> find(JobId id) {
        requireAvailable(id.value());
        return Optional.ofNullable(jobs.get(id)).map(found -> readable(id, found));
    }

    @Override
    public synchronized Optional<ImageUrls> findImageUrls(EventDraftId id) {
        requireAvailable(id.value());
        return Optional.ofNullable(imageUrls.get(id));
    }

    @Override
    public synchronized Optional<String> findError(JobId id) {
        requireAvailable(id.value());
        return Optional.ofNullable(errors.get(id));
    }

    @Override
    public synchronized void create(Job job) {
        requireAvailable(job.id().value());
        if (jobs.putIfAbsent(job.id(), Optional.of(job)) != null) {
            throw new IllegalStateException("There is a job " + job.id());
        }
    }

    @Override
    public synchronized Verdict advance(JobId id, JobStatus next) {
        Optional<Job> found = find(id);
        if (found.isEmpty()) {
            return Verdict.NOT_FOUND;
        }
        Job job = found.get();
        if (!job.status().mayBecome(next)) {
            return Verdict.unchanged(job.status(), next);
        }
        put(new Job(id, next, job.eventDraftId(), job.type(), job.createdAt()));
        return Verdict.applied(next);
    }

    @Override
    public synchronized void storeImageUrls(EventDraftId id, ImageUrls urls) {
        requireAvailable(id.value());
        imageUrls.put(id, urls);
    }

    @Override
    public synchronized void storeError(JobId id, String error) {
        requireAvailable(id.value());
        errors.put(id, error);
    }

    @Override
    public synchronized void put(Job job) {
        jobs.put(job.id(), Optional.of(job));
    }

    @Override
    public synchronized void putImageUrls(EventDraftId id, ImageUrls urls) {
        imageUrls.put(id, urls);
    }

    @Override
    public synchronized void putError(JobId id, String error) {
        errors.put(id, error);
    }

    @Override
    public synchronized void putUnreadable(JobId id) {
        jobs.put(id, Optional.empty());
    }

    @Override
    public synchronized void remove(JobId id) {
        jobs.remove(id);
    }

    @Override
    public synchronized void removeImageUrls(EventDraftId id) {
        imageUrls.remove(id);
    }

    private void requireAvailable(String subject) {
        if (!available) {
            throw new StoreUnavailableException(subject, "the store is down", null);
        }
    }

    private static Job readable(JobId id, Optional<Job> found) {
        return found.orElseThrow(() -> new RecordUnreadableException(id.value(), "makes no sense"));
    }
}
