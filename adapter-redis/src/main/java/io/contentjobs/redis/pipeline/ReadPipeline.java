package io.contentjobs.redis.pipeline;

import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.connect.DaemonThreads;
import io.contentjobs.redis.connect.RedisErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
 * The reads of one Redis server, in batches.
 *
 * <p>A caller pushes its read onto a stack and parks. One dispatcher thread takes all reads that have been pushed, sends
 * them as one batch, and unparks each caller when its reply arrives. Reads that are pushed meanwhile are the next batch:
 * the more load, the larger the batches, and there is no timer to tune. While nothing else is under way and a connection
 * is idle, a caller makes its round trip itself: handing a lone read to another thread and back takes longer. On a Java
 * with virtual threads the dispatcher is one, too ({@link PipelineThreads}): it lets all callers that can run push their
 * reads before it takes them. The watch is a platform thread, so that it answers callers in time even if virtual threads
 * keep all carriers busy.
 *
 * <p>Why it is safe:
 *
 * <ul>
 *   <li>A connection has one owner at a time: the dispatcher, or the caller that holds {@link #direct} or {@link #bulkTurn}.
 *   <li>A read is settled once, by the first of: the owner of the connection, the watch when the time is over, the caller
 *       when it is interrupted, {@link #close()}. The dispatcher skips settled reads.
 *   <li>If a connection dies, its reads fail after a second try on a new connection. An error reply concerns its read only.
 *       Reads that have not been sent do not fail with others.
 *   <li>The stack is bounded: a read beyond {@code capacity}, which counts the reads that are being sent, is refused at once.
 *   <li>A retired pipeline closes itself when nothing is under way. It takes {@link #waiting} from 0 to {@link #NO_MORE} in
 *       one step, so no read is pushed and forgotten.
 * </ul>
 */
public final class ReadPipeline implements Reads {
    private static final Logger LOG = LoggerFactory.getLogger(ReadPipeline.class);

    private static final String CLOSED = "Redis is not asked any more";

    /** How often within the time-out the watch checks the reads: an answer is late by one such part at the most. */
    private static final int CHECKS_PER_TIMEOUT = 20;

    private static final long MIN_PAUSE = 1_000_000;

    /** The number of waiting reads of a pipeline that has been retired and closed. */
    private static final int NO_MORE = Integer.MIN_VALUE;

    private final String name;
    private final RedisErrors errors;
    private final int capacity;
    private final long timeoutNanos;
    private final long pause;
    private final BatchRoundTrip dispatched;
    private final BatchRoundTrip single;
    private final BatchRoundTrip bulk;
    private final Lock bulkTurn = new ReentrantLock();
    private final Thread dispatcher;
    private final Thread watch;

    private final AtomicReference<@Nullable PendingRead> lastPushed = new AtomicReference<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** The last pushed of the reads that the dispatcher sends. */
    private volatile @Nullable PendingRead sending;

    private final AtomicBoolean direct = new AtomicBoolean();
    private volatile boolean idle;

    /** The size of the dispatcher's last batch: after more than one read, the next read has company, too. */
    private volatile int lastBatch;

    private volatile boolean retired;
    private volatile boolean closed;

    /**
     * @param name the server's name, also in the names of the threads
     * @param pool returns the server's connections; called for each batch, since a fail-over replaces them
     * @param errors makes the exceptions
     * @param timeout the longest that a read takes
     * @param capacity how many reads may wait
     */
    public ReadPipeline(
            String name,
            Supplier<? extends Pool<Connection>> pool,
            RedisErrors errors,
            Duration timeout,
            int capacity) {
        this.name = name;
        this.errors = errors;
        this.capacity = capacity;
        this.timeoutNanos = timeout.toNanos();
        this.pause = Math.max(MIN_PAUSE, timeoutNanos / CHECKS_PER_TIMEOUT);
        this.dispatched = new BatchRoundTrip(pool, errors, timeoutNanos, false);
        this.single = new BatchRoundTrip(pool, errors, timeoutNanos, true);
        this.bulk = new BatchRoundTrip(pool, errors, timeoutNanos, true);
        this.dispatcher = PipelineThreads.dispatcher(this::dispatch, "redis-reads-" + name);
        this.watch = DaemonThreads.unstarted(this::watch, "redis-watch-" + name);
        dispatcher.start();
        watch.start();
    }

    /** Returns the server's name. */
    public String name() {
        return name;
    }

    @Override
    public @Nullable Object execute(String subject, CommandArguments command) {
        return read(subject, command, false, System.nanoTime() + timeoutNanos);
    }

    /**
     * Does what {@link #execute} does, with a time-out of its own.
     *
     * @param asking whether ASKING precedes the command, as after an ASK redirection
     * @param deadline when the read times out, as {@link System#nanoTime} counts
     */
    public @Nullable Object read(String subject, CommandArguments command, boolean asking, long deadline) {
        if (closed) {
            throw RedisErrors.unanswered(subject, CLOSED, null);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw RedisErrors.unanswered(subject, "interrupted", null);
        }
        PendingRead read = new PendingRead(subject, command, asking, deadline);
        if (canReadDirectly()) {
            try {
                single.tryOnce(read);
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
        return readAll(keys, command, System.nanoTime() + timeoutNanos);
    }

    /**
     * Does what {@link #executeAll} does, with a time-out of its own.
     *
     * @param deadline when the reads time out, as {@link System#nanoTime} counts
     */
    public List<@Nullable Object> readAll(
            List<String> keys, Function<String, CommandArguments> command, long deadline) {
        PendingRead[] reads = new PendingRead[keys.size()];
        for (int i = 0; i < reads.length; i++) {
            reads[i] = new PendingRead(keys.get(i), command.apply(keys.get(i)), false, deadline);
        }
        runBulk(reads, deadline);
        return Arrays.stream(reads).map(PendingRead::outcome).collect(Collectors.toCollection(ArrayList::new));
    }

    /** Settles all reads. */
    private void runBulk(PendingRead[] reads, long deadline) {
        Function<String, StoreUnavailableException> failure = errors::timedOut;
        try {
            if (bulkTurn.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                try {
                    if (!closed) {
                        bulk.run(reads);
                        return;
                    }
                    failure = key -> RedisErrors.unanswered(key, CLOSED, null);
                } finally {
                    bulkTurn.unlock();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            failure = key -> RedisErrors.unanswered(key, "interrupted", null);
        }
        for (PendingRead read : reads) {
            read.fail(failure.apply(read.key));
        }
    }

    private boolean canReadDirectly() {
        return idle && lastBatch <= 1 && dispatched.lendsIdle() && !retired && direct.compareAndSet(false, true);
    }

    /** Closes this when nothing is under way any more. Until then, reads are sent as before. */
    public void retire() {
        retired = true;
        LockSupport.unpark(watch);
    }

    private void closeIfUnused() {
        if (!bulkTurn.tryLock()) {
            return;
        }
        try {
            if (direct.compareAndSet(false, true)) {
                if (waiting.compareAndSet(0, NO_MORE)) {
                    close();
                }
                direct.set(false);
            }
        } finally {
            bulkTurn.unlock();
        }
    }

    /** Fails all reads that are under way, and refuses later ones. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(dispatcher);
        LockSupport.unpark(watch);
        expire(System.nanoTime() + 2 * timeoutNanos, key -> errors.unavailable(key, CLOSED, null));
    }

    @Override
    public int waiting() {
        return Math.max(0, waiting.get());
    }

    private void watch() {
        while (!closed) {
            LockSupport.parkNanos(this, pause);
            try {
                expire(System.nanoTime(), errors::timedOut);
                if (retired) {
                    closeIfUnused();
                }
            } catch (Throwable failure) {
                survive(failure);
            }
        }
    }

    /** Fails the reads whose time is up. */
    private void expire(long now, Function<String, StoreUnavailableException> failure) {
        single.expire(now, failure);
        dispatched.expire(now, failure);
        bulk.expire(now, failure);
        expire(sending, now, failure);
        expire(lastPushed.get(), now, failure);
    }

    private static void expire(
            @Nullable PendingRead last, long now, Function<String, StoreUnavailableException> failure) {
        for (PendingRead read = last; read != null; read = read.next) {
            read.failIfDue(now, failure);
        }
    }

    private void push(PendingRead read) {
        int count = waiting.incrementAndGet();
        if (count > capacity || count < 0) {
            waiting.decrementAndGet();
            throw count < 0 ? RedisErrors.unanswered(read.key, CLOSED, null) : errors.overload(read.key);
        }
        PendingRead before;
        do {
            before = lastPushed.get();
            read.next = before;
        } while (!lastPushed.compareAndSet(before, read));
        if (idle) {
            LockSupport.unpark(dispatcher);
        }
        if (closed) {
            read.fail(RedisErrors.unanswered(read.key, CLOSED, null));
        }
    }

    private void dispatch() {
        while (!closed) {
            Thread.interrupted(); // a pool that is closed interrupts the threads that wait for its connections
            try {
                if (lastPushed.get() != null) {
                    PipelineThreads.letCallersGoFirst();
                }
                sending = lastPushed.getAndSet(null);
                if (sending == null) {
                    awaitWork();
                } else {
                    send(sending);
                }
            } catch (Throwable failure) {
                survive(failure);
            }
        }
    }

    private void awaitWork() {
        idle = true;
        if (lastPushed.get() == null && !closed) {
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
        int i = count;
        for (PendingRead read = last; read != null; read = read.next) {
            reads[--i] = read;
        }
        return reads;
    }

    /** Without its threads the pipeline would answer nobody: they go on, even after an OutOfMemoryError. */
    private static void survive(Throwable failure) {
        try {
            LOG.error("Reading from Redis failed", failure);
        } catch (Throwable alsoLogging) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
