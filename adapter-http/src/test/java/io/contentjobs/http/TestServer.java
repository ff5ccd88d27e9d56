package io.contentjobs.http;

import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.http.connection.ConnectionLimits;
import io.contentjobs.http.status.JobStatusResource;
import io.contentjobs.http.testing.Servers;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.util.function.Consumer;
import org.eclipse.jetty.io.ConnectionStatistics;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/** A running server for tests. */
public record TestServer(Javalin javalin, JobStatusResource resource, ConnectionStatistics connections)
        implements AutoCloseable {
    TestServer(Javalin javalin, JobStatusResource resource) {
        this(javalin, resource, new ConnectionStatistics());
        LifeCycle.start(connections);
        connector().addEventListener(connections);
    }

    /** Starts a server for clients that only poll. */
    public static TestServer polled(ConnectionLimits limits, GetJobStatus jobs) {
        return polled(limits, jobs, none -> {});
    }

    /** Starts a server for clients that only poll, with more of Javalin's configuration. */
    public static TestServer polled(ConnectionLimits limits, GetJobStatus jobs, Consumer<JavalinConfig> more) {
        HttpOptions options = Servers.OPTIONS;
        return start(
                new ServerSetup(options, options.resource(), limits, jobs, Servers.NO_WAITING, ServerParts.NONE), more);
    }

    static TestServer start(ServerSetup setup, Consumer<JavalinConfig> more) {
        return new TestServer(Javalin.create(setup.andThen(more)).start(), setup.resource());
    }

    public int port() {
        return javalin.port();
    }

    public ServerConnector connector() {
        return (ServerConnector) javalin.jettyServer().server().getConnectors()[0];
    }

    /** Returns the number of open connections. */
    public long openConnections() {
        return connections.getConnections();
    }

    @Override
    public void close() {
        resource.endWaiting();
        javalin.stop();
    }
}
