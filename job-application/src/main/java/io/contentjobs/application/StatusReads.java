package io.contentjobs.application;

import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatusReader;
import io.contentjobs.domain.JobStatusReader.HintedReads;
import io.contentjobs.domain.JobStatusReader.HintedStatuses;
import io.contentjobs.domain.ReadResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The reads of a watcher. None of them throws: the watcher's thread must go on, since no other thread wakes the listeners. */
final class StatusReads {
    private static final System.Logger LOG = System.getLogger(JobStatusWatcher.class.getName());

    private final JobStatusReader statuses;
    private final HintedReads hinted;
    private final GetJobStatus lookup;
    private boolean failing;

    StatusReads(JobStatusReader statuses, HintedReads hinted, GetJobStatus lookup) {
        this.statuses = statuses;
        this.hinted = hinted;
        this.lookup = lookup;
    }

    /** Reads statuses, and arms hints. */
    HintedStatuses findWithHints(List<JobId> ids) {
        return find(ids, () -> hinted.findStatuses(ids));
    }

    /** Reads statuses without hints. */
    HintedStatuses find(List<JobId> ids) {
        return find(ids, () -> new HintedStatuses(statuses.findStatuses(ids), Set.of()));
    }

    private HintedStatuses find(List<JobId> ids, Supplier<HintedStatuses> read) {
        HintedStatuses nothing = new HintedStatuses(Map.of(), Set.of());
        if (ids.isEmpty()) {
            return nothing;
        }
        try {
            HintedStatuses found = read.get();
            failing = false;
            return found;
        } catch (RuntimeException | Error failure) {
            if (!failing) {
                LOG.log(System.Logger.Level.WARNING, "Statuses could not be read", failure);
            }
            failing = true;
            return nothing;
        }
    }

    /** Looks these jobs up. The result lacks the jobs whose look-up has thrown, each of which is logged. */
    Map<JobId, ReadResult<JobReport>> lookUp(List<JobId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        try {
            return lookup.getJobStatuses(ids);
        } catch (RuntimeException | Error failure) {
            if (ids.size() == 1) {
                LOG.log(System.Logger.Level.WARNING, "Job " + ids.get(0) + " could not be looked up", failure);
                return Map.of();
            }
            Map<JobId, ReadResult<JobReport>> results = new HashMap<>();
            ids.forEach(id -> results.putAll(lookUp(List.of(id))));
            return results;
        }
    }
}
