package io.contentjobs.domain;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Driven port: reads the statuses of many jobs at little cost to the store. */
@FunctionalInterface
public interface JobStatusReader {
    /**
     * Reads the statuses of these jobs in as few round trips as the store allows. Blocks until the store has answered, and
     * changes nothing in the store. Does not throw if the store is unavailable: the result lacks the jobs that could not be
     * read.
     *
     * @return an entry for each job that was read: its status, or empty if the job does not exist or its record is invalid
     */
    Map<JobId, Optional<JobStatus>> findStatuses(Collection<JobId> ids);
}
