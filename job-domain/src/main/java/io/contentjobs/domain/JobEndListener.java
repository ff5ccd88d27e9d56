package io.contentjobs.domain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Driven port: told of a job that ends, by the worker whose change was applied.
 *
 * <p>Never twice of one job; and not at all where the store made the change but its acknowledgement was lost, since a
 * change that is repeated then is found made.
 */
public interface JobEndListener {
    /** Listens to nothing. */
    JobEndListener NONE = (type, outcome, generationTime) -> {};

    /**
     * Called after the status was stored, on the worker's thread. What it throws is logged and does not touch the change.
     *
     * @param type the job's kind; null where its record tells none
     * @param outcome COMPLETED or FAILED
     * @param generationTime how long ago the job was submitted, never negative; null where its record does not tell
     */
    void jobEnded(@Nullable JobType type, JobStatus outcome, @Nullable Duration generationTime);
}
