package io.contentjobs.redis.pipeline;

import io.contentjobs.domain.StoreUnavailableException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;

/**
 * One caller's read on its way through a {@link ReadPipeline}: it holds null until the first of reply, failure, time-out
 * and interruption settles it, once and for all; what comes later is dropped.
 */
@SuppressWarnings("serial") // never serialized: it would mean a thread
final class PendingRead extends AtomicReference<@Nullable Object> {
    final CommandArguments command;
    final String key;
    private final long deadline;
    private final Thread caller = Thread.currentThread();

    /** The read that was pushed before this one. Written before this is published, then only by who took it. */
    @Nullable PendingRead next;

    PendingRead(String key, CommandArguments command, long timeoutNanos) {
        this.key = key;
        this.command = command;
        this.deadline = System.nanoTime() + timeoutNanos;
    }

    boolean isSettled() {
        return get() != null;
    }

    void failIfDue(long now, Function<String, StoreUnavailableException> failure) {
        if (now - deadline >= 0 && !isSettled()) {
            fail(failure.apply(key));
        }
    }

    void reply(@Nullable Object reply) {
        settle(reply == null ? Nil.REPLY : reply);
    }

    void fail(StoreUnavailableException failure) {
        settle(failure);
    }

    /** Parks the caller until the read is settled. An interrupted caller settles it itself, and keeps its interrupt. */
    @Nullable Object await() {
        while (!isSettled()) {
            LockSupport.park(this);
            if (Thread.currentThread().isInterrupted()) {
                fail(new StoreUnavailableException(key, "interrupted", null));
            }
        }
        Object outcome = outcome();
        if (outcome instanceof StoreUnavailableException failure) {
            throw failure;
        }
        return outcome;
    }

    /** Returns the reply, or in its place why there is none; null, too, while the read is not settled. */
    @Nullable Object outcome() {
        Object outcome = get();
        return outcome instanceof Nil ? null : outcome;
    }

    private void settle(Object outcome) {
        if (compareAndSet(null, outcome)) {
            LockSupport.unpark(caller);
        }
    }

    /** Stands for the null reply, since null says that there is none yet. */
    private enum Nil {
        REPLY
    }
}
