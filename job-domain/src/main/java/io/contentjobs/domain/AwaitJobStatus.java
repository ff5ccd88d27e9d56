package io.contentjobs.domain;

import java.time.Duration;
import java.util.function.Predicate;

/** Driving port: tell me when there is news of my job. */
public interface AwaitJobStatus {
    /**
     * Returns what is known of the job as soon as that is enough, and what is known then when the time is up, or as soon as
     * waiting is being ended for all. A job that has ended is always enough: nothing more will happen to it.
     *
     * <p>Blocks meanwhile. While the store cannot be asked, the waiting goes on; a store that cannot be asked at its
     * beginning or at its end is an exception, as it is for who does not wait.
     *
     * @param enough tells whether a report is what the caller waits for; called on the caller's thread
     * @param atMost how long to wait; not at all if it is not positive
     * @throws JobNotFoundException if there is no such job, or no more
     * @throws ImagesGoneException if it is COMPLETED, but its images have expired
     * @throws RecordUnreadableException if its record makes no sense
     * @throws StoreUnavailableException if the store cannot be asked now, or the thread is interrupted (and stays so)
     */
    JobReport await(JobId id, Predicate<? super JobReport> enough, Duration atMost);
}
