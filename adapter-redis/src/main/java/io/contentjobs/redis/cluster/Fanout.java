package io.contentjobs.redis.cluster;

import io.contentjobs.redis.connect.DaemonThreads;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Asks several servers at once, so that all of them together are waited for no longer than one. Thread-safe. */
final class Fanout implements AutoCloseable {
    /** More than ask at once, unless servers have stopped answering. */
    private static final int MAX_THREADS = 64;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            MAX_THREADS,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> DaemonThreads.unstarted(task, "redis-fanout"),
            new ThreadPoolExecutor.AbortPolicy());
    private final long patience;

    /** @param timeout how long a server that hangs takes to be given up by what asks it; it is given a little more */
    Fanout(Duration timeout) {
        this.patience = timeout.toNanos() / 4 * 5;
    }

    /** Returns the answers that came in time; none where a question could not be asked, or threw. */
    <S, A> Map<S, A> ask(Collection<S> servers, Function<S, A> question) {
        long start = System.nanoTime();
        Map<S, Future<A>> asked = new HashMap<>();
        for (S server : servers) {
            asked.put(server, submit(() -> question.apply(server)));
        }
        Map<S, A> answers = new HashMap<>();
        asked.forEach((server, answer) -> {
            try {
                answers.put(server, answer.get(start + patience - System.nanoTime(), TimeUnit.NANOSECONDS));
            } catch (ExecutionException | TimeoutException none) {
                return;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        return answers;
    }

    private <A> Future<A> submit(Callable<A> question) {
        try {
            return threads.submit(question);
        } catch (RejectedExecutionException tooMany) {
            return CompletableFuture.failedFuture(tooMany);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
