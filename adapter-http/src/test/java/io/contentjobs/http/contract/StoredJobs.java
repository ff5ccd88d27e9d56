package io.contentjobs.http.contract;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;

/** Puts jobs into the store of a server. */
public final class StoredJobs {
    /** The images of every job that is completed here. */
    private static final ImageUrls URLS =
            new ImageUrls("https://c.example/s", "https://c.example/f", "https://c.example/t");

    private final StoreFixture store;

    public StoredJobs(StoreFixture store) {
        this.store = store;
    }

    JobId pending() {
        return put(Jobs.pending());
    }

    JobId processing() {
        return put(Jobs.processing());
    }

    JobId completed() {
        return complete(Jobs.id());
    }

    JobId failed() {
        return put(Jobs.inStatus(JobStatus.FAILED));
    }

    JobId failed(String error) {
        return fail(Jobs.id(), error);
    }

    JobId completedWithoutImages() {
        return put(Jobs.inStatus(JobStatus.COMPLETED));
    }

    JobId unreadable() {
        JobId id = Jobs.id();
        store.putUnreadable(id);
        return id;
    }

    void start(JobId id) {
        put(Jobs.inStatus(id, JobStatus.PROCESSING));
    }

    JobId complete(JobId id) {
        Job job = Jobs.completed(id);
        store.putImageUrls(Jobs.draftOf(job), URLS);
        return put(job);
    }

    JobId fail(JobId id, String error) {
        store.putError(id, error);
        return put(Jobs.inStatus(id, JobStatus.FAILED));
    }

    private JobId put(Job job) {
        store.put(job);
        return job.id();
    }
}
