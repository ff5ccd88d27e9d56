package io.contentjobs.domain;

/** Driving port: reads the status of a job. */
public interface GetJobStatus {
    /**
     * Returns the present state of the job. Blocks until the store has answered. Changes no record and no lifetime.
     *
     * @throws JobNotFoundException if the job does not exist, or has expired
     * @throws ImagesGoneException if the job is COMPLETED, but its images have expired
     * @throws RecordUnreadableException if the job's record is invalid
     * @throws StoreUnavailableException if the store is unavailable, or the thread is interrupted (its interrupt flag stays
     *     set)
     */
    JobReport getJobStatus(JobId id);
}
