package io.contentjobs.application.testing;

import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatusReader.HintListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the hints that it receives. Thread-safe. */
public final class RecordedHints implements HintListener {
    private final Map<JobId, Integer> hints = new ConcurrentHashMap<>();
    private final AtomicInteger forAll = new AtomicInteger();

    @Override
    public void mayHaveChanged(JobId id) {
        hints.merge(id, 1, Integer::sum);
    }

    @Override
    public void allMayHaveChanged() {
        forAll.incrementAndGet();
    }

    /** Returns how many hints concerned this job alone. */
    public int of(JobId id) {
        return hints.getOrDefault(id, 0);
    }

    /** Returns how many hints concerned all jobs. */
    public int forAll() {
        return forAll.get();
    }

    /** Returns the number of all hints. */
    public int total() {
        return forAll.get()
                + hints.values().stream().mapToInt(Integer::intValue).sum();
    }
}
