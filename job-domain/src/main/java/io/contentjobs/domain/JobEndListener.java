package io.contentjobs.domain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Driven port: observes jobs that end.
 *
 * <p>The listener is called at most once for each job, by the worker whose change was applied. It is not called if the store
 * made the change but its acknowledgement was lost: the repeated change is then {@link Verdict.Outcome#REPEATED}.
 */
public interface JobEndListener {
    /** A listener that does nothing. */
    JobEndListener NONE = (type, outcome, generationTime) -> {};

    /**
     * Called on the worker's thread after the status was stored. A runtime exception is logged; the change stays made.
     *
     * @param type the job's type; null if its record has none
     * @param outcome COMPLETED or FAILED
     * @param generationTime the time since the job was submitted, never negative; null if its record has no creation time
     */
    void jobEnded(@Nullable JobType type, JobStatus outcome, @Nullable Duration generationTime);
}
