package io.contentjobs.bootstrap;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes the server on SIGTERM and SIGINT; the exit code tells whether that went well. */
final class StopSignal {
    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);

    /** Common service managers kill a process 10 s after the signal; STOP_DELAY comes on top. */
    private static final Duration TIMEOUT = Duration.ofSeconds(9);

    private StopSignal() {}

    /** Halts, because a JVM that a signal stops would otherwise exit with 128 + the signal's number, as if killed. */
    static void closes(ContentJobs server, Duration stopDelay) {
        Runnable stop = () -> Runtime.getRuntime().halt(closed(server, stopDelay) ? 0 : 1);
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
    }

    private static boolean closed(ContentJobs server, Duration stopDelay) {
        if (stopDelay.isZero()) {
            LOG.info("Stopping");
        } else {
            LOG.info("Stopping: not ready from now on, serves for {} s more", stopDelay.toSeconds());
            if (!Signals.handle(server::stopNow, "TERM", "INT")) {
                LOG.debug("A second signal does not end STOP_DELAY");
            }
        }
        try {
            CompletableFuture.runAsync(server::close, task -> new Thread(task, "close").start())
                    .get(TIMEOUT.plus(stopDelay).toMillis(), TimeUnit.MILLISECONDS);
            LOG.info("Stopped");
            return true;
        } catch (ExecutionException | TimeoutException | InterruptedException failure) {
            LOG.error("Did not stop in good order", failure);
            return false;
        }
    }
}
