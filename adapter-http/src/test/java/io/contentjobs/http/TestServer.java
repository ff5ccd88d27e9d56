package io.contentjobs.http;

import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.http.connection.ConnectionLimits;
import io.contentjobs.http.connection.Connections;
import io.contentjobs.http.status.ResourceOptions;
import io.contentjobs.http.testing.Servers;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.util.function.Consumer;

/** A server for clients that only poll, with limits of its own, and more of Javalin's configuration. */
public final class TestServer implements AutoCloseable {
    private final ServerSetup setup;
    private final Javalin javalin;

    public TestServer(ConnectionLimits limits, GetJobStatus jobs) {
        this(limits, jobs, none -> {});
    }

    public TestServer(ConnectionLimits limits, GetJobStatus jobs, Consumer<JavalinConfig> more) {
        var options = new ResourceOptions(Servers.POLL_INTERVAL, Servers.MAX_WAIT, Servers.MAX_WAITERS);
        setup = new ServerSetup(Servers.OPTIONS, options, limits, jobs, Servers.NO_WAITING, ServerParts.NONE);
        javalin = Javalin.create(setup.andThen(more)).start();
    }

    public int port() {
        return javalin.port();
    }

    public Connections connections() {
        return setup.connections();
    }

    public Javalin javalin() {
        return javalin;
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
