package io.contentjobs.http.status;

import java.util.concurrent.Semaphore;

/** How many requests may be kept open at once, waits and streams together. Thread-safe. */
final class WaiterLimit {
    private final int max;
    private final Semaphore free;
    private volatile boolean closed;

    WaiterLimit(int max) {
        this.max = max;
        this.free = new Semaphore(max);
    }

    /** Takes a place, to be {@link #release() released} again, if there is one. */
    boolean tryAcquire() {
        return !closed && free.tryAcquire();
    }

    void release() {
        free.release();
    }

    int inUse() {
        return max - free.availablePermits();
    }

    /** Gives out no more places. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
