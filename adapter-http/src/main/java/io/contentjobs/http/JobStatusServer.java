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
 * A Javalin server with {@link JobStatusPlugin}, limits, tokens, CORS, security headers, request ids, {@code
 * /openapi.yaml}, {@code /docs} and {@code /client/content-jobs.js}, the ES module for browsers. It speaks HTTP/1.1.
 *
 * <p>Each request runs on a virtual thread (from Java 21 on), else on a thread of a pool with 250 threads. A request that
 * waits or streams occupies no thread meanwhile. These threads end with the server or are daemons. Thread-safe.
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
     * Starts a server. It accepts requests when this method returns.
     *
     * @param jobs answers polls; may block, and must be thread-safe
     * @param waiting tells waits and streams of news; must be thread-safe. To stop, call {@link #endWaiting()},
     *     close {@code waiting}, then close this server: waiting clients then get the current state at once
     * @throws UncheckedIOException if it cannot listen on the host and port of the options; the message names both
     */
    public static JobStatusServer start(HttpOptions options, GetJobStatus jobs, AwaitJobStatus waiting) {
        return start(options, jobs, waiting, ServerParts.NONE);
    }

    /**
     * Starts a server with other resources, too.
     *
     * @param parts the other resources, and the listener
     * @see #start(HttpOptions, GetJobStatus, AwaitJobStatus)
     */
    public static JobStatusServer start(
            HttpOptions options, GetJobStatus jobs, AwaitJobStatus waiting, ServerParts parts) {
        ServerSetup setup = new ServerSetup(options, jobs, waiting, parts);
        Javalin javalin = Javalin.create(setup);
        return new JobStatusServer(javalin.start(), setup.resource(), setup.managementPort());
    }

    /** Returns the port that the server listens on, also after it was closed. */
    public int port() {
        return port;
    }

    /** Returns the management port, if there is one. */
    public OptionalInt managementPort() {
        return managementPort;
    }

    /** Returns how many streams are open now. */
    public int streams() {
        return resource.streams();
    }

    /** Returns how many requests wait or stream now. */
    public int waiters() {
        return resource.waiters();
    }

    /**
     * Lets no request begin to wait: the server answers it at once, as if too many waited. Waiting requests continue
     * until {@link AwaitJobStatus} is closed. Calling it again does nothing.
     */
    public void endWaiting() {
        resource.endWaiting();
    }

    /**
     * Ends waiting, accepts no more connections, finishes the requests in progress, closes each connection after its last
     * response or an idle second, and stops. Blocks for at most about eight seconds; requests that are still in progress
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
