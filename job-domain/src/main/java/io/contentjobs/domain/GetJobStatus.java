package io.contentjobs.domain;

/** Driving port: how is my job? */
public interface GetJobStatus {
    /**
     * Returns what is known of the job now. Blocks while the store is asked; reading changes nothing, no lifetime either.
     *
     * @throws JobNotFoundException if there is no such job, or it has expired
     * @throws ImagesGoneException if it is COMPLETED, but its images have expired
     * @throws RecordUnreadableException if its record makes no sense
     * @throws StoreUnavailableException if the store cannot be asked now, or the thread is interrupted (and stays so)
     */
    JobReport getJobStatus(JobId id);
}
