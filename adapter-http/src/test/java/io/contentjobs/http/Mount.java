package io.contentjobs.http;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.http.connection.ConnectionLimits;
import io.contentjobs.http.status.JobStatusResource;
import io.contentjobs.http.status.ResourceOptions;
import io.contentjobs.http.testing.Servers;
import io.javalin.Javalin;
import java.time.Duration;

/** The ways in which the resource is served. */
public enum Mount {
    /** By the plugin, in an application of its own. */
    PLUGIN,
    /** By the server's routes alone. */
    ROUTES,
    /** By the server, polls by its fast path. */
    SERVER;

    Served serve(
            ResourceOptions options,
            ConnectionLimits limits,
            GetJobStatus jobs,
            AwaitJobStatus waiting,
            HttpListener listener) {
        if (this == PLUGIN) {
            var resource = new JobStatusResource(jobs, waiting, options);
            var plugin = new JobStatusPlugin(resource, new StatusReports(listener));
            return new Served(PluginApplication.start(plugin, shorter(limits.idle(), limits.answer())), resource);
        }
        var http = new HttpOptions("127.0.0.1", 0, options.pollInterval(), options.maxWait(), options.maxWaiters());
        var setup = new ServerSetup(
                this == ROUTES ? http.withoutFastPath() : http,
                options,
                limits,
                jobs,
                waiting,
                ServerParts.NONE.withListener(listener));
        return new Served(Javalin.create(setup).start(), setup.resource());
    }

    /** An application has one time for a connection that is silent and for a client that does not read. */
    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Serves clients that only poll. */
    public Served serve(GetJobStatus jobs) {
        var options = new ResourceOptions(Servers.POLL_INTERVAL, Servers.MAX_WAIT, Servers.MAX_WAITERS);
        var limits = ConnectionLimits.of(Servers.MAX_WAITERS, Duration.ofSeconds(75));
        return serve(options, limits, jobs, Servers.NO_WAITING, HttpListener.NONE);
    }

    /** Tells whether the headers of a server go with each answer, beside those of the contract. */
    public boolean isServer() {
        return this != PLUGIN;
    }

    /** A running server and its resource. */
    public record Served(Javalin javalin, JobStatusResource resource) implements AutoCloseable {
        public int port() {
            return javalin.port();
        }

        @Override
        public void close() {
            resource.endWaiting();
            javalin.stop();
        }
    }
}
