package io.contentjobs.domain;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Driving port: reads the status of a job. */
@FunctionalInterface
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

    /**
     * Returns the present states of several jobs, read in as few round trips as the store allows. A job that cannot be
     * reported does not affect the others. Unlike {@link #getJobStatus}, the method looks only once for a job and its
     * images: what another service is just about to write counts as missing.
     *
     * @return for each job its report, or the exception that {@link #getJobStatus} throws; in the order of {@code ids}
     */
    default Map<JobId, ReadResult<JobReport>> getJobStatuses(Collection<JobId> ids) {
        Map<JobId, ReadResult<JobReport>> results = new LinkedHashMap<>();
        ids.forEach(id -> results.computeIfAbsent(id, job -> ReadResult.from(() -> getJobStatus(job))));
        return results;
    }
}
