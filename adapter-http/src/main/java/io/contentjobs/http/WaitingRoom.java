package io.contentjobs.http;

import java.util.concurrent.Semaphore;

/** A seat for each request that is kept open, a wait or a stream: who gets none does not wait. Thread-safe. */
final class WaitingRoom {
    private final int size;
    private final Semaphore free;
    private volatile boolean closed;

    WaitingRoom(int size) {
        this.size = size;
        this.free = new Semaphore(size);
    }

    /** Takes a seat, to be {@link #leave() left} again, if there is one. */
    boolean enter() {
        return !closed && free.tryAcquire();
    }

    void leave() {
        free.release();
    }

    /** Returns how many seats are taken. */
    int taken() {
        return size - free.availablePermits();
    }

    /** Lets nobody in any more. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
