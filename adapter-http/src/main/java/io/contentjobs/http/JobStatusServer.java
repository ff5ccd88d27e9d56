package io.contentjobs.http;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.GetJobStatus;
import io.javalin.Javalin;
import io.javalin.util.JavalinException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
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
    private final WaitingRoom room;
    private final EventStreams streams;
    private final int port;
    private final OptionalInt managementPort;
    private boolean closed;

    private JobStatusServer(Javalin javalin, WaitingRoom room, EventStreams streams, OptionalInt managementPort) {
        this.javalin = javalin;
        this.room = room;
        this.streams = streams;
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
        return start(options, jobs, waiting, List.of());
    }

    /**
     * Starts to serve, and other resources too.
     *
     * @param routes the other resources; no two with the same method and path
     */
    public static JobStatusServer start(
            HttpOptions options, GetJobStatus jobs, AwaitJobStatus waiting, List<HttpRoute> routes) {
        return start(options, jobs, waiting, routes, HttpListener.NONE);
    }

    /**
     * Starts to serve, and tells of it.
     *
     * @param listener is told of each request when it has been answered
     * @see #start(HttpOptions, GetJobStatus, AwaitJobStatus, List)
     */
    public static JobStatusServer start(
            HttpOptions options,
            GetJobStatus jobs,
            AwaitJobStatus waiting,
            List<HttpRoute> routes,
            HttpListener listener) {
        ServerSetup setup = new ServerSetup(options, jobs, waiting, listener);
        List<HttpRoute> all = new ArrayList<>(routes);
        all.add(ClientModule.route());
        all.addAll(DocsRoutes.all());
        Javalin javalin = Javalin.create(setup.andThen(new Routes(all, options)));
        return new JobStatusServer(javalin.start(), setup.room(), setup.streams(), setup.managementPort());
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
        return streams.open();
    }

    /** Returns how many clients wait or stream now. */
    public int waiters() {
        return room.taken();
    }

    /**
     * Lets nobody wait any more: who comes from now on and would is answered at once, as where too many wait. Those who wait
     * already do so until what they wait on is ended. Ending it again does nothing.
     */
    public void endWaiting() {
        room.close();
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
