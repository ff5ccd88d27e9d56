package io.contentjobs.domain;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Driven port: how far many jobs are, at the least cost to the store. */
@FunctionalInterface
public interface JobStatusReader {
    /**
     * Returns how far these jobs are, in as few round trips as the store allows. Blocks while the store is asked and
     * changes nothing there. Throws nothing: a job that could not be read now is left out.
     *
     * @return an entry for each job that was read: its status, or empty if there is no such job or its record makes no
     *     sense
     */
    Map<JobId, Optional<JobStatus>> findStatuses(Collection<JobId> ids);
}
