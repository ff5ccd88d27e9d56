package io.contentjobs.redis.pipeline;

import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.connect.DaemonThreads;
import io.contentjobs.redis.connect.RedisErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.util.Pool;

/**
 * The reads that go to one Redis server.
 *
 * <p>While nothing else is under way and a connection is open, a caller makes its round trip itself, on its own thread:
 * alone, batching costs nothing. Otherwise it pushes its read onto a stack and parks. One dispatcher thread takes all
 * that has been pushed since it last looked, sends it as one pipeline, and unparks each caller as its reply comes in;
 * what is pushed in the meantime is the next pipeline. The busier the lane, the larger the batches; there is no timer to
 * tune. Where there are virtual threads the dispatcher is one, too ({@link PipelineThreads}): it lets all callers that can
 * run push their reads before it takes them. If all carriers are kept from it, the watch, which is no such thread, still
 * answers each caller in time.
 *
 * <p>Why it is safe:
 *
 * <ul>
 *   <li>A connection has one owner at a time: the dispatcher, or the one caller that holds {@link #direct} or {@link
 *       #bulkTurn}.
 *   <li>A read is settled once, by whoever is first: the owner of the connection, the watch when its time is up, its own
 *       caller when interrupted, {@link #close()}. A settled read that still lies in the stack is skipped.
 *   <li>A dead connection fails the reads that it carried after a second try on a fresh one; an error reply is its
 *       own read's reply. Nothing fails reads that were not yet sent.
 *   <li>The stack is bounded, what has been taken from it included: a read beyond {@code capacity} is refused at once.
 * </ul>
 */
public final class ReadPipeline implements Reads {
    private static final Logger LOG = LoggerFactory.getLogger(ReadPipeline.class);

    private static final String CLOSED = "Redis is not asked any more";
    /** How often within the time-out the watch looks at the clock: an answer is late by one such part at the most. */
    private static final int LOOKS_PER_TIMEOUT = 20;

    private static final long MIN_PAUSE = 1_000_000;

    private final String name;
    private final Supplier<? extends Pool<Connection>> pool;
    private final RedisErrors errors;
    private final int capacity;
    private final long timeoutNanos;
    private final long pause;
    private final BatchRoundTrip dispatched;
    private final BatchRoundTrip alone;
    private final BatchRoundTrip bulk;
    private final Lock bulkTurn = new ReentrantLock();
    private final Thread dispatcher;
    private final Thread watch;

    private final AtomicReference<@Nullable PendingRead> newest = new AtomicReference<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable PendingRead taken;
    private final AtomicBoolean direct = new AtomicBoolean();
    private volatile boolean idle;
    /** How many reads the dispatcher last sent at once; after more than one, those that come next will not be alone. */
    private volatile int lastBatch;

    private volatile boolean closed;

    /**
     * @param name which server it is; names the threads, too
     * @param pool the server's connections; asked for anew each time, since a fail-over replaces them
     * @param errors makes the exceptions
     * @param timeout the longest that a caller waits
     * @param capacity how many reads may wait
     */
    public ReadPipeline(
            String name,
            Supplier<? extends Pool<Connection>> pool,
            RedisErrors errors,
            Duration timeout,
            int capacity) {
        this.name = name;
        this.pool = pool;
        this.errors = errors;
        this.capacity = capacity;
        this.timeoutNanos = timeout.toNanos();
        this.pause = Math.max(MIN_PAUSE, timeoutNanos / LOOKS_PER_TIMEOUT);
        this.dispatched = new BatchRoundTrip(pool, errors, timeoutNanos);
        this.alone = new BatchRoundTrip(pool, errors, timeoutNanos);
        this.bulk = new BatchRoundTrip(pool, errors, timeoutNanos);
        this.dispatcher = PipelineThreads.dispatcher(this::dispatch, "redis-reads-" + name);
        this.watch = DaemonThreads.unstarted(this::watch, "redis-watch-" + name);
        dispatcher.start();
        watch.start();
    }

    /** Returns which server it is. */
    public String name() {
        return name;
    }

    @Override
    public @Nullable Object execute(String subject, CommandArguments command) {
        requireOpen(subject);
        if (Thread.currentThread().isInterrupted()) {
            throw new StoreUnavailableException(subject, "interrupted", null);
        }
        PendingRead read = new PendingRead(subject, command, timeoutNanos);
        if (mayGoAlone()) {
            try {
                alone.tryOnce(read);
            } finally {
                direct.set(false);
            }
        }
        if (!read.isSettled()) {
            push(read);
        }
        return read.await();
    }

    @Override
    public List<@Nullable Object> executeAll(List<String> keys, Function<String, CommandArguments> command) {
        if (closed) {
            return Reads.super.executeAll(keys, command);
        }
        PendingRead[] reads = new PendingRead[keys.size()];
        for (int i = 0; i < reads.length; i++) {
            reads[i] = new PendingRead(keys.get(i), command.apply(keys.get(i)), timeoutNanos);
        }
        bulkTurn.lock();
        try {
            bulk.run(reads);
        } finally {
            bulkTurn.unlock();
        }
        return Arrays.stream(reads).map(PendingRead::outcome).collect(Collectors.toCollection(ArrayList::new));
    }

    /** A caller never opens a connection: the watch could not get it out of that. */
    private boolean mayGoAlone() {
        return idle && lastBatch <= 1 && hasOpenConnection() && direct.compareAndSet(false, true);
    }

    private boolean hasOpenConnection() {
        try {
            return pool.get().getNumIdle() > 0;
        } catch (RuntimeException noPool) {
            return false;
        }
    }

    /** Refuses what comes from now on, and fails at once what is waiting. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(dispatcher);
        LockSupport.unpark(watch);
        expire(System.nanoTime() + 2 * timeoutNanos, key -> errors.unavailable(key, CLOSED, null));
    }

    @Override
    public int waiting() {
        return waiting.get();
    }

    /** Tells whether the dispatcher has nothing to do. */
    boolean isIdle() {
        return idle;
    }

    /** Runs on a thread of its own, which no server ever holds up. */
    private void watch() {
        while (!closed) {
            LockSupport.parkNanos(this, pause);
            try {
                expire(System.nanoTime(), errors::timedOut);
            } catch (Throwable failure) {
                survive(failure);
            }
        }
    }

    /** Fails the reads whose time is up. */
    private void expire(long now, Function<String, StoreUnavailableException> failure) {
        alone.expire(now, failure);
        dispatched.expire(now, failure);
        bulk.expire(now, failure);
        expire(taken, now, failure);
        expire(newest.get(), now, failure);
    }

    private static void expire(
            @Nullable PendingRead last, long now, Function<String, StoreUnavailableException> failure) {
        for (PendingRead read = last; read != null; read = read.next) {
            read.failIfDue(now, failure);
        }
    }

    private void push(PendingRead read) {
        if (waiting.incrementAndGet() > capacity) {
            waiting.decrementAndGet();
            throw errors.overload(read.key);
        }
        PendingRead before;
        do {
            before = newest.get();
            read.next = before;
        } while (!newest.compareAndSet(before, read));
        if (idle) {
            LockSupport.unpark(dispatcher);
        }
        if (closed) {
            read.fail(new StoreUnavailableException(read.key, CLOSED, null));
        }
    }

    private void requireOpen(String subject) {
        if (closed) {
            throw new StoreUnavailableException(subject, CLOSED, null);
        }
    }

    private void dispatch() {
        while (!closed) {
            try {
                if (newest.get() != null) {
                    PipelineThreads.letCallersGoFirst();
                }
                taken = newest.getAndSet(null);
                if (taken == null) {
                    awaitWork();
                } else {
                    send(taken);
                }
            } catch (Throwable failure) {
                survive(failure);
            }
        }
    }

    private void awaitWork() {
        idle = true;
        if (newest.get() == null && !closed) {
            LockSupport.park(this);
        }
        idle = false;
    }

    private void send(PendingRead last) {
        int count = 0;
        for (PendingRead read = last; read != null; read = read.next) {
            count++;
        }
        lastBatch = count;
        try {
            dispatched.run(oldestFirst(last, count));
        } finally {
            waiting.addAndGet(-count);
            expire(
                    last,
                    System.nanoTime() + 2 * timeoutNanos,
                    key -> errors.unavailable(key, "Redis was not asked", null));
        }
    }

    private static PendingRead[] oldestFirst(PendingRead last, int count) {
        PendingRead[] reads = new PendingRead[count];
        int place = count;
        for (PendingRead read = last; read != null; read = read.next) {
            reads[--place] = read;
        }
        return reads;
    }

    /** Without its threads all who come to this lane would wait in vain: they go on, even when out of memory. */
    private static void survive(Throwable failure) {
        try {
            LOG.error("Reading from Redis failed", failure);
        } catch (Throwable alsoLogging) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
