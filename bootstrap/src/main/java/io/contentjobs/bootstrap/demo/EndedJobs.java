package io.contentjobs.bootstrap.demo;

import io.contentjobs.domain.JobId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** When jobs ended, of the latest of them: who follows one can then tell how late the news came. Thread-safe. */
public final class EndedJobs {
    static final int MOST = 1_000;

    private final LongSupplier nanoTime;
    private final Map<JobId, Long> ends = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<JobId, Long> eldest) {
            return size() > MOST;
        }
    };

    /** @param nanoTime as {@link System#nanoTime()}: the time of day may jump */
    public EndedJobs(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Says that the job ends now. */
    public synchronized void add(JobId id) {
        ends.put(id, nanoTime.getAsLong());
    }

    /** Returns how long ago the job ended; nothing if it did not, or it is forgotten. */
    public synchronized Optional<Duration> timeSince(JobId id) {
        return Optional.ofNullable(ends.get(id)).map(end -> Duration.ofNanos(nanoTime.getAsLong() - end));
    }
}
