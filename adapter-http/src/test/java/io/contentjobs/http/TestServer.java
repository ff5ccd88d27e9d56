package io.contentjobs.http;

import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.http.connection.ConnectionLimits;
import io.contentjobs.http.connection.Connections;
import io.contentjobs.http.status.JobStatusResource;
import io.contentjobs.http.testing.Servers;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.util.Objects;
import java.util.function.Consumer;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** A running server for tests, with its parts. */
public final class TestServer implements AutoCloseable {
    private final Javalin javalin;
    private final JobStatusResource resource;
    private final @Nullable ServerSetup setup;

    /** For clients that only poll. */
    public TestServer(ConnectionLimits limits, GetJobStatus jobs) {
        this(limits, jobs, none -> {});
    }

    public TestServer(ConnectionLimits limits, GetJobStatus jobs, Consumer<JavalinConfig> more) {
        this(
                new ServerSetup(
                        Servers.OPTIONS,
                        Servers.OPTIONS.resource(),
                        limits,
                        jobs,
                        Servers.NO_WAITING,
                        ServerParts.NONE),
                more);
    }

    TestServer(ServerSetup setup, Consumer<JavalinConfig> more) {
        this.setup = setup;
        javalin = Javalin.create(setup.andThen(more)).start();
        resource = setup.resource();
    }

    /** Has an application in which the plugin is mounted. */
    TestServer(Javalin application, JobStatusResource resource) {
        this.setup = null;
        this.javalin = application;
        this.resource = resource;
    }

    public int port() {
        return javalin.port();
    }

    public Connections connections() {
        return Objects.requireNonNull(setup).connections();
    }

    public ServerConnector connector() {
        return (ServerConnector) javalin.jettyServer().server().getConnectors()[0];
    }

    public JobStatusResource resource() {
        return resource;
    }

    @Override
    public void close() {
        resource.endWaiting();
        javalin.stop();
    }
}
