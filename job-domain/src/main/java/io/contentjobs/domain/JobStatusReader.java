package io.contentjobs.domain;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /**
     * Opens reads after which the store itself hints at changes. By default the store gives no hints.
     *
     * @param listener is told the hints until the reads are closed
     */
    default HintedReads openHintedReads(HintListener listener) {
        return ids -> new HintedStatuses(findStatuses(ids), Set.of());
    }

    /** Reads statuses, and arms a hint for each job that it reads. For one thread at a time, except for {@link #close}. */
    @FunctionalInterface
    interface HintedReads extends AutoCloseable {
        /** Reads as {@link JobStatusReader#findStatuses} does. Each read of a job arms its next hint. */
        HintedStatuses findStatuses(Collection<JobId> ids);

        /** Ends the hints. Later reads are made without hints. Calling it again does nothing. */
        @Override
        default void close() {}
    }

    /**
     * Statuses that were read.
     *
     * @param statuses the statuses, as {@link JobStatusReader#findStatuses} returns them
     * @param hinted the jobs whose next change after this read the store hints at, once. Other jobs change without a hint
     */
    record HintedStatuses(Map<JobId, Optional<JobStatus>> statuses, Set<JobId> hinted) {}

    /**
     * Learns of hints, on threads of the store; must neither block nor throw.
     *
     * <p>A hint only says that a read may find a change. The store may lose a hint, give it late or twice, or give it without
     * a change; it may give it before the read that armed it has returned.
     */
    interface HintListener {
        /** The job may have changed since it was read. */
        void mayHaveChanged(JobId id);

        /** Each job may have changed since it was read, and the hints armed until now are lost. */
        void allMayHaveChanged();
    }
}
