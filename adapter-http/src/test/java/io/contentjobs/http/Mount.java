package io.contentjobs.http;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.http.connection.ConnectionLimits;
import io.contentjobs.http.status.JobStatusResource;
import io.contentjobs.http.status.ResourceOptions;
import io.contentjobs.http.testing.Servers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** The ways in which the resource is served. */
public enum Mount {
    /** By the plugin, in an application of its own. */
    PLUGIN,
    /** By the server's routes alone. */
    ROUTES,
    /** By the server, polls by its fast path. */
    SERVER;

    TestServer serve(
            ResourceOptions options,
            ConnectionLimits limits,
            GetJobStatus jobs,
            AwaitJobStatus waiting,
            HttpListener listener) {
        if (this == PLUGIN) {
            var resource = new JobStatusResource(jobs, waiting, options);
            var plugin = new JobStatusPlugin(resource, new StatusReports(listener));
            // An application has one timeout for a connection that is silent and for a client that does not read.
            Duration idle = Collections.min(List.of(limits.idle(), limits.answer()));
            return new TestServer(PluginApplication.start(plugin, idle), resource);
        }
        var http = new HttpOptions("127.0.0.1", 0, options.pollInterval(), options.maxWait(), options.maxWaiters());
        var setup = new ServerSetup(
                this == ROUTES ? http.withoutFastPath() : http,
                options,
                limits,
                jobs,
                waiting,
                ServerParts.NONE.withListener(listener));
        return TestServer.start(setup, none -> {});
    }

    /** Serves clients that only poll. */
    public TestServer serve(GetJobStatus jobs) {
        return serve(Servers.OPTIONS.resource(), Waiting.LIMITS, jobs, Servers.NO_WAITING, HttpListener.NONE);
    }

    /** Tells whether each answer has the headers of a server beside those of the contract. */
    public boolean isServer() {
        return this != PLUGIN;
    }
}
