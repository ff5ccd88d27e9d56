package io.contentjobs.redis.cluster;

import io.contentjobs.redis.connect.DaemonThreads;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Asks several servers at once, each on a thread of its own, so that all of them together take no longer than one. A
 * server that still holds the thread of an earlier caller is not asked again until that thread returns. Thread-safe.
 */
final class Fanout implements AutoCloseable {
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> DaemonThreads.unstarted(task, "redis-fanout"));
    private final Map<Object, Future<?>> overdue = new ConcurrentHashMap<>();
    private final long timeoutNanos;

    /** @param timeout the time after which a question gives up a server that hangs; answers may take a quarter longer */
    Fanout(Duration timeout) {
        this.timeoutNanos = timeout.toNanos() / 4 * 5;
    }

    /** Returns the answers that came in time; none where a server could not be asked, or the question threw. */
    <S, A> Map<S, A> ask(Collection<S> servers, Function<S, A> question) {
        return ask(servers, question, System.nanoTime() + timeoutNanos);
    }

    /**
     * Does the same, with another time-out.
     *
     * @param deadline when no more answers are awaited, as {@link System#nanoTime} counts
     */
    <S, A> Map<S, A> ask(Collection<S> servers, Function<S, A> question, long deadline) {
        overdue.values().removeIf(Future::isDone);
        Map<S, Future<A>> asked = new HashMap<>();
        for (S server : servers) {
            if (!overdue.containsKey(server)) {
                submit(server, question, asked);
            }
        }
        Map<S, A> answers = new HashMap<>();
        asked.forEach((server, answer) -> {
            try {
                answers.put(server, answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
            } catch (TimeoutException hanging) {
                overdue.put(server, answer);
            } catch (ExecutionException failed) {
                return;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        return answers;
    }

    private <S, A> void submit(S server, Function<S, A> question, Map<S, Future<A>> asked) {
        try {
            asked.put(server, threads.submit(() -> question.apply(server)));
        } catch (RejectedExecutionException closed) {
            return;
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
