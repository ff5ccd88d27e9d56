package io.contentjobs.application.testing;

import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobStatusReader;
import io.contentjobs.domain.JobStatusReader.HintListener;
import io.contentjobs.domain.JobStatusReader.HintedReads;
import io.contentjobs.domain.JobStatusReader.HintedStatuses;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The hints of an {@link InMemoryJobStore}. It gives them on the thread that changes the record. Thread-safe. */
final class InMemoryHints {
    private final List<ArmedReads> open = new CopyOnWriteArrayList<>();
    private volatile Loss loss = new Loss(new Random(0), 0);

    /**
     * Which hints are lost.
     *
     * @param random decides
     * @param share the lost share of all hints, from 0 to 1
     */
    private record Loss(Random random, double share) {
        boolean isDue() {
            return share > 0 && random.nextDouble() < share;
        }
    }

    void lose(long seed, double share) {
        loss = new Loss(new Random(seed), share);
    }

    HintedReads open(JobStatusReader statuses, HintListener listener) {
        ArmedReads reads = new ArmedReads(statuses, listener);
        open.add(reads);
        return reads;
    }

    /** The job's record has changed. */
    void changed(JobId id) {
        open.forEach(reads -> reads.changed(id));
    }

    /** Loses the armed hints, and says so. */
    void loseArmed() {
        open.forEach(ArmedReads::loseArmed);
    }

    private final class ArmedReads implements HintedReads {
        private final JobStatusReader statuses;
        private final HintListener listener;
        private final Set<JobId> armed = ConcurrentHashMap.newKeySet();

        ArmedReads(JobStatusReader statuses, HintListener listener) {
            this.statuses = statuses;
            this.listener = listener;
        }

        /** Arms before it reads: a change between the two gives a needless hint, and none is missed. */
        @Override
        public HintedStatuses findStatuses(Collection<JobId> ids) {
            if (!open.contains(this)) {
                return new HintedStatuses(statuses.findStatuses(ids), Set.of());
            }
            armed.addAll(ids);
            Map<JobId, Optional<JobStatus>> found = statuses.findStatuses(ids);
            return new HintedStatuses(found, Set.copyOf(found.keySet()));
        }

        void changed(JobId id) {
            if (armed.remove(id) && !loss.isDue()) {
                listener.mayHaveChanged(id);
            }
        }

        void loseArmed() {
            armed.clear();
            listener.allMayHaveChanged();
        }

        @Override
        public void close() {
            open.remove(this);
            armed.clear();
        }
    }
}
