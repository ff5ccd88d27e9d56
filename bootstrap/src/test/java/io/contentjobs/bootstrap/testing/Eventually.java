package io.contentjobs.bootstrap.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what no event tells of: another process, a socket of the system. */
public final class Eventually {
    private static final Duration STEP = Duration.ofMillis(10);

    private Eventually() {}

    /** Returns once {@code condition} holds; fails if it does not within {@code limit}. */
    public static void within(Duration limit, String what, Callable<Boolean> condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.call()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new AssertionError("Not within " + limit + ": " + what);
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
