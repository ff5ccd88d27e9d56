package io.contentjobs.http;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Makes jobs for a demo, and knows when they ended. Thread-safe. */
public interface DemoJobs {
    /**
     * Makes a job and returns its id; empty if there are too many jobs.
     *
     * @param images returns the future URLs of a job's images
     */
    Optional<JobId> generate(EventDraftId draft, Function<JobId, ImageUrls> images);

    /** Returns how long ago the job ended; empty if it has not ended or the time is unknown. */
    Optional<Duration> timeSinceEnd(JobId id);
}
