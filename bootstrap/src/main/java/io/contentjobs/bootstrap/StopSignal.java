package io.contentjobs.bootstrap;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SIGTERM and SIGINT: ends the process in good order, and says by its exit code that this is how it ended. */
final class StopSignal {
    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);

    /** Less than the 10 s after which common supervisors kill what has not ended. */
    private static final int PATIENCE_SECONDS = 9;

    private StopSignal() {}

    static void closes(ContentJobs server) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> exitAfterClosing(server), "stop"));
    }

    /** Halts, because a JVM that a signal stops would otherwise exit with 128 + the signal's number, as if killed. */
    private static void exitAfterClosing(ContentJobs server) {
        Runtime.getRuntime().halt(closed(server) ? 0 : 1);
    }

    private static boolean closed(ContentJobs server) {
        try {
            CompletableFuture.runAsync(server::close, task -> new Thread(task, "close").start())
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | InterruptedException failure) {
            LOG.error("Did not stop in good order", failure);
            return false;
        }
    }
}
