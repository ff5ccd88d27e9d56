package io.contentjobs.application;

import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Who waits for which job. Thread-safe: a job's waiters are only touched while its entry is locked. */
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

    /** Returns each job that is waited for, once. */
    List<JobId> jobs() {
        return List.copyOf(byJob.keySet());
    }

    void tell(JobId id, Optional<JobStatus> status) {
        byJob.computeIfPresent(id, (job, waiters) -> {
            waiters.forEach(waiter -> waiter.hear(status));
            return waiters;
        });
    }

    void wakeAll() {
        byJob.keySet()
                .forEach(id -> byJob.computeIfPresent(id, (job, waiters) -> {
                    waiters.forEach(Waiter::wake);
                    return waiters;
                }));
    }

    boolean isEmpty() {
        return byJob.isEmpty();
    }

    int count() {
        return count.get();
    }
}
