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
 * A Javalin with {@link JobStatusPlugin}, and what a server needs beside it: limits, tokens, CORS, security headers, request
 * ids, {@code /openapi.yaml} and {@code /docs}, and {@code /client/content-jobs.js}, the ES module for browsers. HTTP/1.1.
 *
 * <p>Each request runs on a virtual thread (from Java 21 on), else on a thread of a pool of 250 and as many as may wait. These
 * threads end with the server or are daemons. Thread-safe.
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
     * @param waiting answers clients that wait or stream; likewise. Its owner calls {@link #endWaiting()}, then ends it, then
     *     closes this server: so clients that wait are answered at once, with the current state
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

    /** Returns the management port, if there is one. */
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
     * Lets no more clients begin to wait: a client that would is answered at once, as if too many waited. Clients that wait
     * already do so until the {@link AwaitJobStatus} is ended. Calling it again does nothing.
     */
    public void endWaiting() {
        resource.endWaiting();
    }

    /**
     * Lets no more clients wait, accepts no more connections, answers the requests in flight, closes each connection after its
     * last answer or a second of silence, and stops. Blocks for at most some eight seconds; requests that are still in flight
     * then are cut off. Closing again does nothing.
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
