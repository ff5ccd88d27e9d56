package io.contentjobs.http.status;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs tasks on an executor, one at a time and in their order. The tasks must not throw. They run only after {@link
 * #begin()}. Thread-safe.
 */
final class SerialTasks implements Executor {
    private final Executor executor;
    private final Consumer<Throwable> onRejection;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    /** The number of tasks that are waiting or running; one more before the beginning. */
    private final AtomicInteger left = new AtomicInteger(1);

    /** @param onRejection is called, on the thread that adds a task, if the executor rejects it; then no more tasks run */
    SerialTasks(Executor executor, Consumer<Throwable> onRejection) {
        this.executor = executor;
        this.onRejection = onRejection;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (left.getAndIncrement() == 0) {
            dispatch();
        }
    }

    /** Lets the tasks run. The caller calls it once. */
    void begin() {
        if (left.decrementAndGet() > 0) {
            dispatch();
        }
    }

    private void dispatch() {
        try {
            executor.execute(this::runAll);
        } catch (RuntimeException | Error rejection) {
            onRejection.accept(rejection);
        }
    }

    private void runAll() {
        do {
            tasks.remove().run();
        } while (left.decrementAndGet() > 0);
    }
}
