package io.contentjobs.bootstrap;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The time in which a server that is not ready still serves, because load balancers notice only later that it is not
 * ready. Thread-safe.
 */
final class StopDelay implements AutoCloseable {
    private final Duration delay;
    private final CountDownLatch ended = new CountDownLatch(1);

    StopDelay(Duration delay) {
        this.delay = delay;
    }

    /** Ends the delay early. */
    void end() {
        ended.countDown();
    }

    /** Blocks until the delay is over. An interrupt ends it, and the thread stays interrupted. */
    @Override
    public void close() {
        try {
            boolean unused = ended.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
