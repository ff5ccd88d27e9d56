package io.contentjobs.http;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.http.status.JobStatusResource;
import io.javalin.Javalin;
import java.time.Duration;

/** The ways in which the resource is served. */
enum Mount {
    /** By the plugin, in an application of somebody else's. */
    PLUGIN {
        @Override
        Served serve(
                HttpOptions options,
                GetJobStatus jobs,
                AwaitJobStatus waiting,
                Timing timing,
                ConnectionLimits limits,
                HttpListener listener) {
            var resource = new JobStatusResource(jobs, waiting, timing.applyTo(options.resource()));
            var plugin = new JobStatusPlugin(resource, new StatusReports(listener));
            return new Served(PluginApplication.start(plugin, shorter(timing.idle(), limits.answer())), resource);
        }
    },
    /** By the server's routes alone. */
    ROUTES {
        @Override
        Served serve(
                HttpOptions options,
                GetJobStatus jobs,
                AwaitJobStatus waiting,
                Timing timing,
                ConnectionLimits limits,
                HttpListener listener) {
            return server(options.withoutFastPath(), jobs, waiting, timing, limits, listener);
        }
    },
    /** By the server, polls by its fast path. */
    SERVER {
        @Override
        Served serve(
                HttpOptions options,
                GetJobStatus jobs,
                AwaitJobStatus waiting,
                Timing timing,
                ConnectionLimits limits,
                HttpListener listener) {
            return server(options, jobs, waiting, timing, limits, listener);
        }
    };

    private static Served server(
            HttpOptions options,
            GetJobStatus jobs,
            AwaitJobStatus waiting,
            Timing timing,
            ConnectionLimits limits,
            HttpListener listener) {
        var setup = new ServerSetup(options, jobs, waiting, timing, limits, ServerParts.NONE.withListener(listener));
        return new Served(Javalin.create(setup).start(), setup.resource());
    }

    abstract Served serve(
            HttpOptions options,
            GetJobStatus jobs,
            AwaitJobStatus waiting,
            Timing timing,
            ConnectionLimits limits,
            HttpListener listener);

    /** An application has one time for a connection that is silent and for a client that does not read. */
    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Serves clients that only poll. */
    Served serve(GetJobStatus jobs) {
        return serve(
                Servers.OPTIONS, jobs, Servers.NO_WAITING, Timing.DEFAULT, ConnectionLimits.of(1), HttpListener.NONE);
    }

    /** Tells whether the headers of a server go with each answer, beside those of the contract. */
    boolean isServer() {
        return this != PLUGIN;
    }

    /** What serves. */
    record Served(Javalin javalin, JobStatusResource resource) implements AutoCloseable {
        int port() {
            return javalin.port();
        }

        @Override
        public void close() {
            resource.endWaiting();
            javalin.stop();
        }
    }
}
