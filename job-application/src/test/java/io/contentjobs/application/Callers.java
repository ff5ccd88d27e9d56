package io.contentjobs.application;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** Starts calls in daemon threads, and waits up to 50 s for their results. */
final class Callers {
    private static final long LIMIT_SECONDS = 50;

    private Callers() {}

    static <T> FutureTask<T> start(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "caller");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    static <T> List<FutureTask<T>> start(int count, Callable<T> call) {
        return Stream.generate(() -> start(call)).limit(count).toList();
    }

    static <T> T result(FutureTask<T> caller) throws Exception {
        return caller.get(LIMIT_SECONDS, SECONDS);
    }
}
