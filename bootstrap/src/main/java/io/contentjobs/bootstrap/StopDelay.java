package io.contentjobs.bootstrap;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The time for which a server that is not ready any more still serves: load balancers learn only after a while that they
 * should send it no more requests. Thread-safe.
 */
final class StopDelay implements AutoCloseable {
    private final Duration delay;
    private final CountDownLatch ended = new CountDownLatch(1);

    StopDelay(Duration delay) {
        this.delay = delay;
    }

    /** Ends it before its time. */
    void end() {
        ended.countDown();
    }

    /** Blocks until it is over. An interruption ends it, and the thread stays interrupted. */
    @Override
    public void close() {
        try {
            boolean unused = ended.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
