package io.contentjobs.bootstrap;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SIGTERM and SIGINT: ends the process in good order, and says by its exit code that this is how it ended. */
final class StopSignal {
    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);

    /** Without STOP_DELAY, less than the 10 s after which common supervisors kill what has not ended. */
    private static final Duration PATIENCE = Duration.ofSeconds(9);

    private StopSignal() {}

    static void closes(ContentJobs server, Duration stopDelay) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> exitAfterClosing(server, stopDelay), "stop"));
    }

    /** Halts, because a JVM that a signal stops would otherwise exit with 128 + the signal's number, as if killed. */
    private static void exitAfterClosing(ContentJobs server, Duration stopDelay) {
        Runtime.getRuntime().halt(closed(server, stopDelay) ? 0 : 1);
    }

    private static boolean closed(ContentJobs server, Duration stopDelay) {
        if (stopDelay.isZero()) {
            LOG.info("Stopping");
        } else {
            LOG.info("Stopping: not ready from now on, serves for {} s more", stopDelay.toSeconds());
            onNextSignal(server::stopNow);
        }
        try {
            CompletableFuture.runAsync(server::close, task -> new Thread(task, "close").start())
                    .get(PATIENCE.plus(stopDelay).toMillis(), TimeUnit.MILLISECONDS);
            LOG.info("Stopped");
            return true;
        } catch (ExecutionException | TimeoutException | InterruptedException failure) {
            LOG.error("Did not stop in good order", failure);
            return false;
        }
    }

    /** Does by reflection what {@code sun.misc.Signal.handle} does: the compiler warns of each use of that class. */
    private static void onNextSignal(Runnable task) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ending = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        task.run();
                        return null;
                    });
            for (String name : List.of("TERM", "INT")) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), ending);
            }
        } catch (ReflectiveOperationException | RuntimeException unavailable) {
            LOG.debug("A second signal does not end STOP_DELAY", unavailable);
        }
    }
}
