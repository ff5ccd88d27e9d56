package io.contentjobs.application.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for other threads and other processes. */
public final class Await {
    /** A failed election of a new master is repeated, and a machine that builds is slow at times. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private Await() {}

    /** Waits for the latch; fails after 90 s. */
    public static void latch(CountDownLatch latch) {
        until("the latch", () -> latch.await(1, TimeUnit.MILLISECONDS));
    }

    /** Waits until the condition holds; fails after 90 s. */
    public static void until(BooleanSupplier condition) {
        until("the condition", condition::getAsBoolean);
    }

    /** Waits until the condition holds; fails after 90 s. A condition that throws an exception does not hold yet. */
    public static void until(String what, Callable<Boolean> condition) {
        within(LIMIT, what, condition);
    }

    /** Waits until the condition holds; fails after the limit. A condition that throws an exception does not hold yet. */
    public static void within(Duration limit, String what, Callable<Boolean> condition) {
        Exception latest = null;
        for (long start = System.nanoTime(); System.nanoTime() - start <= limit.toNanos(); ) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted while waiting for " + what, interrupted);
            } catch (Exception notYet) {
                latest = notYet;
            }
            LockSupport.parkNanos(1_000_000);
        }
        throw new AssertionError("Not within " + limit + ": " + what, latest);
    }
}
