package io.contentjobs.application.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Runs work in several threads that start at the same moment. */
final class Together {
    /** Far more than any test takes that does not hang. */
    private static final long LIMIT_SECONDS = 120;

    private Together() {}

    /** Calls {@code work} with 0, 1, 2 … in one thread each, and returns the results in that order. */
    static <R> List<R> run(int threads, IntFunction<R> work) {
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<R>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                running.add(pool.submit(() -> {
                    start.await(LIMIT_SECONDS, TimeUnit.SECONDS);
                    return work.apply(number);
                }));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> one : running) {
                results.add(one.get(LIMIT_SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } catch (ExecutionException | TimeoutException failed) {
            throw new AssertionError("A thread failed: " + failed.getCause(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        } finally {
            pool.shutdownNow();
        }
    }
}
