package io.contentjobs.http;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Makes jobs for a demo, and knows when they ended. Is asked by many threads at once. */
public interface DemoJobs {
    /**
     * Makes a job, and returns its id; nothing if there are too many.
     *
     * @param images returns where the images of a job will be
     */
    Optional<JobId> generate(EventDraftId draft, Function<JobId, ImageUrls> images);

    /** Returns how long ago the job ended; nothing if it did not, or that is not known. */
    Optional<Duration> timeSinceEnd(JobId id);
}
