package io.contentjobs.redis.cluster;

import io.contentjobs.redis.connect.DaemonThreads;
import io.contentjobs.redis.connect.RedisErrors;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The slot table of a Cluster, which readers and writers share. One thread refreshes it in the background when one of
 * them asks for it: a node that hangs would cost the caller a time-out. Thread-safe.
 */
final class SlotMap implements AutoCloseable {
    /** Between two refreshes: a fail-over takes seconds, and the nodes have other work meanwhile. */
    private static final long PAUSE_NANOS = 200_000_000;

    private final Supplier<ClusterSlots> source;
    private final RedisErrors errors;
    private final ThreadPoolExecutor slotRefresher;
    private final List<Consumer<ClusterSlots>> listeners = new CopyOnWriteArrayList<>();
    private volatile SlotTable table;

    /**
     * @param first the table until the first refresh
     * @param source asks the nodes, which may take a time-out or two; what it throws means that no node answers
     * @param errors receives what {@code source} throws
     */
    SlotMap(SlotTable first, Supplier<ClusterSlots> source, RedisErrors errors) {
        this.table = first;
        this.source = source;
        this.errors = errors;
        // One refresh at a time and one more to come: further requests would learn nothing new.
        this.slotRefresher = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(1),
                task -> DaemonThreads.unstarted(task, "redis-slots"),
                new ThreadPoolExecutor.DiscardPolicy());
        slotRefresher.allowCoreThreadTimeOut(true);
    }

    SlotTable table() {
        return table;
    }

    /** Has {@code listener} called after each refresh, on the refresher's thread, when {@link #table} is the new one. */
    void afterRefresh(Consumer<ClusterSlots> listener) {
        listeners.add(listener);
    }

    /** Returns at once. */
    void requestRefresh() {
        slotRefresher.execute(this::refreshSlots);
    }

    private void refreshSlots() {
        try {
            ClusterSlots latest = source.get();
            if (!latest.masters().isEmpty()) {
                table = latest.masters();
                listeners.forEach(listener -> listener.accept(latest));
            }
        } catch (RuntimeException noNodeAnswers) {
            errors.notFound("slots", noNodeAnswers);
        }
        LockSupport.parkNanos(this, PAUSE_NANOS);
    }

    @Override
    public void close() {
        slotRefresher.shutdownNow();
    }
}
