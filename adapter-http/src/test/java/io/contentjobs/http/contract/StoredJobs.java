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
    static final ImageUrls URLS = new ImageUrls("https://c.example/s", "https://c.example/f", "https://c.example/t");

    private final StoreFixture store;

    StoredJobs(StoreFixture store) {
        this.store = store;
    }

    JobId pending() {
        return put(Jobs.pending());
    }

    JobId processing() {
        return put(Jobs.processing());
    }

    JobId completed() {
        JobId id = Jobs.id();
        complete(id);
        return id;
    }

    JobId failed() {
        return put(Jobs.inStatus(JobStatus.FAILED));
    }

    JobId failed(String error) {
        JobId id = Jobs.id();
        fail(id, error);
        return id;
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

    void complete(JobId id) {
        Job job = Jobs.completed(id);
        store.putImageUrls(Jobs.draftOf(job), URLS);
        put(job);
    }

    void fail(JobId id, String error) {
        store.putError(id, error);
        put(Jobs.inStatus(id, JobStatus.FAILED));
    }

    private JobId put(Job job) {
        store.put(job);
        return job.id();
    }
}
