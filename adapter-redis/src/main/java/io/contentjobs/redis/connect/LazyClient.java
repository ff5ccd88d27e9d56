package io.contentjobs.redis.connect;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Builds the client at the first request, and tries again from time to time while that fails. One thread at a time builds;
 * a caller waits for it no longer than its time-out, however many hosts there are to try.
 */
public final class LazyClient implements ClientSource {
    /** Between two attempts, so that not every request connects to a Redis that is away, and Jedis logs that. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Supplier<UnifiedJedis> builder;
    private final RedisErrors errors;
    private final Duration timeout;
    private volatile @Nullable UnifiedJedis built;
    private @Nullable CompletableFuture<UnifiedJedis> attempt;
    private long nextAttempt = System.nanoTime();
    private boolean closed;

    public LazyClient(Supplier<UnifiedJedis> builder, RedisErrors errors, Duration timeout) {
        this.builder = builder;
        this.errors = errors;
        this.timeout = timeout;
    }

    @Override
    public UnifiedJedis get(String subject) {
        UnifiedJedis client = built;
        return client != null ? client : await(subject, attempt());
    }

    @Override
    public @Nullable UnifiedJedis ifBuilt() {
        return built;
    }

    private UnifiedJedis await(String subject, CompletableFuture<UnifiedJedis> current) {
        try {
            return current.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw errors.notFound(subject, cause(failed));
        } catch (TimeoutException slow) {
            throw errors.timedOut(subject, "no Redis is found in time");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw RedisErrors.unanswered(subject, "interrupted", interrupted);
        }
    }

    private static Throwable cause(ExecutionException failed) {
        Throwable cause = failed.getCause();
        return cause == null ? failed : cause;
    }

    private synchronized CompletableFuture<UnifiedJedis> attempt() {
        CompletableFuture<UnifiedJedis> current = attempt;
        boolean due = System.nanoTime() - nextAttempt >= 0;
        if (closed) {
            return CompletableFuture.failedFuture(new JedisException("closed"));
        }
        if (current == null || (current.isCompletedExceptionally() && due)) {
            CompletableFuture<UnifiedJedis> next = new CompletableFuture<>();
            DaemonThreads.unstarted(() -> build(next), "content-jobs-redis-connect")
                    .start();
            attempt = next;
            return next;
        }
        return current;
    }

    private void build(CompletableFuture<UnifiedJedis> outcome) {
        long start = System.nanoTime();
        try {
            UnifiedJedis client = builder.get();
            keep(client);
            outcome.complete(client);
        } catch (RuntimeException | Error failure) {
            pause();
            if (System.nanoTime() - start >= timeout.toNanos()) {
                // Jedis does not say of all hosts why they failed: one that hangs takes a time-out.
                failure.addSuppressed(new SocketTimeoutException("no answer in time"));
            }
            outcome.completeExceptionally(failure);
        }
    }

    private synchronized void keep(UnifiedJedis client) {
        if (closed) {
            client.close();
            throw new JedisException("closed");
        }
        built = client;
    }

    private synchronized void pause() {
        nextAttempt = System.nanoTime() + PAUSE.toNanos();
    }

    @Override
    public synchronized void close() {
        closed = true;
        UnifiedJedis client = built;
        built = null;
        if (client != null) {
            client.close();
        }
    }
}
