package io.contentjobs.application.testing;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;

/** Arranges what a store holds, past the ports under test and without their rules. */
public interface StoreFixture {
    /** Puts the job's record in place of any other; absent fields (null) are left out of it. */
    void put(Job job);

    /** Puts the draft's images in place of any others. */
    void putImageUrls(EventDraftId id, ImageUrls urls);

    /** Puts the job's error in place of any other, to the letter; it may be blank. */
    void putError(JobId id, String error);

    /** Puts a record of which no reader can make sense in place of the job's. */
    void putUnreadable(JobId id);

    /** Removes the job's record, as its expiry does; its error and images stay. */
    void remove(JobId id);

    /** Removes the draft's images, as their expiry does. */
    void removeImageUrls(EventDraftId id);
}
