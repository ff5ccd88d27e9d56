package io.contentjobs.http.status;

import java.util.concurrent.Semaphore;

/** Limits how many requests may wait or stream at a time. Thread-safe. */
final class WaiterLimit {
    private final int max;
    private final Semaphore free;
    private volatile boolean closed;

    WaiterLimit(int max) {
        this.max = max;
        this.free = new Semaphore(max);
    }

    /** Acquires a permit if there is one; {@link #release()} returns it. */
    boolean tryAcquire() {
        return !closed && free.tryAcquire();
    }

    void release() {
        free.release();
    }

    int inUse() {
        return max - free.availablePermits();
    }

    /** Gives no more permits. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
