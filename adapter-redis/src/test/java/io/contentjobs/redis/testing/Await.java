package io.contentjobs.redis.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import redis.clients.jedis.exceptions.JedisException;

/** Waits for what other processes do, of which nothing tells. */
public final class Await {
    /** Elections are repeated when they fail, and machines that build are slow at times. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final Duration STEP = Duration.ofMillis(20);

    private Await() {}

    /** Returns once {@code condition} holds; a Redis that cannot be asked is a condition that does not hold yet. */
    public static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        while (!holds(condition)) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new AssertionError("Not within " + LIMIT + ": " + what);
            }
            LockSupport.parkNanos(STEP.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException(what);
            }
        }
    }

    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (JedisException away) {
            return false;
        }
    }
}
