package io.contentjobs.redis.pipeline;

import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.connect.RedisErrors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;

/**
 * One read in a {@link ReadPipeline}. It holds null until the first of reply, failure, time-out and interruption settles
 * it. Later outcomes are dropped.
 */
@SuppressWarnings("serial") // never serialized: it would mean a thread
final class PendingRead extends AtomicReference<@Nullable Object> {
    final CommandArguments command;
    final String key;

    /** Whether the command follows an ASK redirection, so that ASKING must precede it. */
    final boolean asking;

    final long deadline;
    private final Thread caller = Thread.currentThread();

    /** The read that was pushed before this one. Written before this one is pushed. */
    @Nullable PendingRead next;

    /** @param deadline when the read times out, as {@link System#nanoTime} counts */
    PendingRead(String key, CommandArguments command, boolean asking, long deadline) {
        this.key = key;
        this.command = command;
        this.asking = asking;
        this.deadline = deadline;
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

    /** Parks the caller until the read is settled. An interrupted caller settles it itself, and stays interrupted. */
    @Nullable Object await() {
        while (!isSettled()) {
            LockSupport.park(this);
            if (Thread.currentThread().isInterrupted()) {
                fail(RedisErrors.unanswered(key, "interrupted", null));
            }
        }
        Object outcome = outcome();
        if (outcome instanceof StoreUnavailableException failure) {
            throw failure;
        }
        return outcome;
    }

    /** Returns the reply or the failure; null also while the read is not settled. */
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
