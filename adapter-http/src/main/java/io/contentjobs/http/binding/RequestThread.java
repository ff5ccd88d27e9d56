package io.contentjobs.http.binding;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/** Runs the tasks of one request on the request's own thread, which blocks until the request is answered. */
final class RequestThread implements Executor {
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /**
     * Runs tasks until the future is complete, and returns its result.
     *
     * @throws InterruptedException if the thread is interrupted; the future is cancelled then
     */
    <T> T runUntil(CompletableFuture<T> complete) throws InterruptedException {
        var unused = complete.whenComplete((result, failure) -> execute(() -> {}));
        try {
            while (!complete.isDone()) {
                tasks.take().run();
            }
        } catch (InterruptedException interrupted) {
            complete.cancel(false);
            throw interrupted;
        }
        return complete.join();
    }
}
