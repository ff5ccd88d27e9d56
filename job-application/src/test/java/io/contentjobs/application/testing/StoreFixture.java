package io.contentjobs.application.testing;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;

/** Writes the records of a store directly, without the ports under test and their rules. */
public interface StoreFixture {
    /** Writes or replaces the job's record. The record lacks the fields that are null. */
    void put(Job job);

    /** Writes or replaces the URLs of the draft's images. */
    void putImageUrls(EventDraftId id, ImageUrls urls);

    /** Writes or replaces the job's error, unchanged; it may be blank. */
    void putError(JobId id, String error);

    /** Writes an invalid record, or replaces the job's record by one. */
    void putUnreadable(JobId id);

    /** Removes the job's record, as its expiry does. The error and the images stay. */
    void remove(JobId id);

    /** Removes the URLs of the draft's images, as their expiry does. */
    void removeImageUrls(EventDraftId id);
}
