package io.contentjobs.bootstrap;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes the server on SIGTERM and SIGINT. The exit code tells whether it stopped without an error. */
final class StopSignal {
    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);

    /** Service managers often kill a process 10 s after the signal; STOP_DELAY is added to this. */
    private static final Duration TIMEOUT = Duration.ofSeconds(9);

    private StopSignal() {}

    /**
     * Registers the handler. It halts the JVM, which otherwise would exit with 128 + the number of the signal, as if
     * killed.
     */
    static void closes(ContentJobs server, Duration stopDelay) {
        Runnable stop = () -> Runtime.getRuntime().halt(closed(server, stopDelay) ? 0 : 1);
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
    }

    private static boolean closed(ContentJobs server, Duration stopDelay) {
        if (stopDelay.isZero()) {
            LOG.info("Stopping");
        } else {
            LOG.info("Stopping: not ready, but serving for {} s more", stopDelay.toSeconds());
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
            LOG.error("An error occurred while stopping", failure);
            return false;
        }
    }
}
