package io.contentjobs.application;

import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The waiters of each job. Thread-safe: a job's set of waiters is used only while the map locks its entry. */
final class Waiters {
    private final ConcurrentHashMap<JobId, Set<Waiter>> byJob = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    void add(JobId id, Waiter waiter) {
        count.incrementAndGet();
        byJob.compute(id, (job, waiters) -> {
            Set<Waiter> all = waiters == null ? new HashSet<>(2) : waiters;
            all.add(waiter);
            return all;
        });
    }

    void remove(JobId id, Waiter waiter) {
        byJob.computeIfPresent(id, (job, waiters) -> {
            waiters.remove(waiter);
            return waiters.isEmpty() ? null : waiters;
        });
        count.decrementAndGet();
    }

    /** Returns the distinct jobs that have waiters. */
    List<JobId> jobs() {
        return List.copyOf(byJob.keySet());
    }

    void onStatus(JobId id, Optional<JobStatus> status) {
        forEach(id, waiter -> waiter.onStatus(status));
    }

    void wakeAll() {
        byJob.keySet().forEach(id -> forEach(id, Waiter::wake));
    }

    private void forEach(JobId id, Consumer<Waiter> action) {
        byJob.computeIfPresent(id, (job, waiters) -> {
            waiters.forEach(action);
            return waiters;
        });
    }

    boolean isEmpty() {
        return byJob.isEmpty();
    }

    int count() {
        return count.get();
    }
}
