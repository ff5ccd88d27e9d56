package io.contentjobs.bootstrap.demo;

import io.contentjobs.domain.JobId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The times at which the latest jobs ended. Thread-safe. */
final class EndedJobs {
    static final int MAX = 1_000;

    private final LongSupplier nanoTime;
    private final Map<JobId, Long> ends = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<JobId, Long> eldest) {
            return size() > MAX;
        }
    };

    /** @param nanoTime as {@link System#nanoTime()}, because the time of day may jump */
    EndedJobs(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Stores that the job ends now. */
    synchronized void add(JobId id) {
        ends.put(id, nanoTime.getAsLong());
    }

    /** Returns how long ago the job ended; empty if it has not ended or is no longer stored. */
    synchronized Optional<Duration> timeSince(JobId id) {
        return Optional.ofNullable(ends.get(id)).map(end -> Duration.ofNanos(nanoTime.getAsLong() - end));
    }
}
