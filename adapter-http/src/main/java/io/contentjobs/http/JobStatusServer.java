package io.contentjobs.http;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.http.status.JobStatusResource;
import io.javalin.Javalin;
import io.javalin.util.JavalinException;
import java.io.UncheckedIOException;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code GET} and {@code HEAD /api/content/jobs/{jobId}/status} as JSON, and as a stream of events, over HTTP/1.1,
 * and beside it {@code /client/content-jobs.js}, the ES module with which browsers follow a job to its end,
 * {@code /openapi.yaml}, the contract, and {@code /docs}, which shows it.
 *
 * <p>Each request runs on a virtual thread where there are any (Java 21), else on one of at most 250 pooled ones, and as
 * many more as may wait. All these threads end with the server or are daemons. Thread-safe.
 */
public final class JobStatusServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobStatusServer.class);

    private final Javalin javalin;
    private final JobStatusResource resource;
    private final int port;
    private final OptionalInt managementPort;
    private boolean closed;

    private JobStatusServer(Javalin javalin, JobStatusResource resource, OptionalInt managementPort) {
        this.javalin = javalin;
        this.resource = resource;
        this.port = javalin.port();
        this.managementPort = managementPort;
    }

    /**
     * Starts to serve; requests are accepted when this returns.
     *
     * @param jobs answers the requests; it may block, and is asked from many threads at once
     * @param waiting answers those who wait or stream; likewise. Whoever ends it calls {@link #endWaiting()}, then ends it,
     *     then closes this: so those who wait are answered at once, with what is known then
     * @throws UncheckedIOException if it cannot listen where the options say; the message names host and port
     */
    public static JobStatusServer start(HttpOptions options, GetJobStatus jobs, AwaitJobStatus waiting) {
        return start(options, jobs, waiting, ServerParts.NONE);
    }

    /**
     * Starts to serve, and other resources too.
     *
     * @param parts the other resources, and who is told of requests
     * @see #start(HttpOptions, GetJobStatus, AwaitJobStatus)
     */
    public static JobStatusServer start(
            HttpOptions options, GetJobStatus jobs, AwaitJobStatus waiting, ServerParts parts) {
        ServerSetup setup = new ServerSetup(options, jobs, waiting, parts);
        Javalin javalin = Javalin.create(setup);
        return new JobStatusServer(javalin.start(), setup.resource(), setup.managementPort());
    }

    /** Returns the port that it listens on, or did until it was closed. */
    public int port() {
        return port;
    }

    /** Returns the port that it answers supervisors on, where that is one of its own. */
    public OptionalInt managementPort() {
        return managementPort;
    }

    /** Returns how many clients stream now. */
    public int streams() {
        return resource.streams();
    }

    /** Returns how many clients wait or stream now. */
    public int waiters() {
        return resource.waiters();
    }

    /**
     * Lets nobody wait any more: who comes from now on and would is answered at once, as where too many wait. Those who wait
     * already do so until what they wait on is ended. Ending it again does nothing.
     */
    public void endWaiting() {
        resource.endWaiting();
    }

    /**
     * Lets nobody wait any more, accepts no more connections, answers the requests in flight, closes each connection after
     * its last answer or a second of silence, and stops. Blocks until then, at most some eight seconds, after which what is
     * still in flight is cut off. Closing again does nothing.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        endWaiting();
        try {
            javalin.stop();
        } catch (JavalinException failure) {
            LOG.warn("Stopped, but not every request in flight has finished", failure);
        }
    }
}
