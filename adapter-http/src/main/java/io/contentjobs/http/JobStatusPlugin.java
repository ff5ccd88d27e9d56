package io.contentjobs.http;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.http.binding.JobStatusHandler;
import io.contentjobs.http.status.JobStatusResource;
import io.contentjobs.http.status.ResourceOptions;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.plugin.Plugin;
import io.javalin.security.RouteRole;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The job-status resource in a Javalin 7 application: {@code GET} and {@code HEAD /api/content/jobs/{jobId}/status}, by poll,
 * wait or stream; 405 for other methods. Mount it like this:
 *
 * <pre>{@code
 * var jobs = new JobStatusLookup(store.reader(), overdue);
 * var waiting = new JobStatusWatcher(store.statuses(), jobs, Duration.ofMillis(200));
 * Javalin app = Javalin.create(config -> {
 *     config.registerPlugin(new JobStatusPlugin(jobs, waiting, status -> status.maxWaiters = 50));
 *     config.events.serverStopping(waiting::close);
 *     config.routes.before(ctx -> onlyForMembers(ctx));
 *     config.routes.get("/", ctx -> ctx.result("the application's own"));
 * }).start(8080);
 * }</pre>
 *
 * <p>The application's before handlers, roles, and request loggers apply to it as to its own routes. Its answers are those of
 * the contract even where the application has error pages and exception mappers of its own. They have been sent
 * when the after handlers run, which can neither add headers nor a result; after an error these do not run.
 *
 * <p>A client that waits or streams holds a thread of the application, so that {@link Config#maxWaiters} is to be less than
 * there are threads, unless they are virtual. When the application stops, nobody can begin to wait. Those who wait already
 * are answered when the owner of {@link AwaitJobStatus} ends it, which it does when the application begins to stop, as above;
 * Javalin cuts off a request in flight unless Jetty's stop timeout is set. The application runs in Javalin's own Jetty.
 */
public final class JobStatusPlugin extends Plugin<JobStatusPlugin.Config> {
    /** How the resource is served. */
    public static final class Config {
        /** How long clients are asked to wait between two polls; told in whole seconds, rounded up. */
        public Duration pollInterval = Duration.ofSeconds(2);

        /** The longest that a client may wait for an answer; in whole seconds, rounded down. */
        public Duration maxWait = Duration.ofSeconds(10);

        /** How many clients may wait or stream at once. */
        public int maxWaiters = 100;

        /** How long a stream may be silent. */
        public Duration heartbeat = ResourceOptions.HEARTBEAT;

        /** Is told of each request to the resource. */
        public HttpListener listener = HttpListener.NONE;

        /** Says who asks. */
        public Function<Context, Optional<String>> caller = ctx -> Optional.empty();

        /** The roles that Javalin's {@link Context#routeRoles()} tells for the resource. */
        public RouteRole[] roles = {};

        Config() {}
    }

    private final JobStatusResource resource;
    private final JobStatusHandler handler;

    /** Serves with the usual options. */
    public JobStatusPlugin(GetJobStatus jobs, AwaitJobStatus waiting) {
        this(jobs, waiting, usual -> {});
    }

    /**
     * @param jobs answers polls; it may block, and is asked from many threads at once
     * @param waiting answers those who wait or stream; likewise
     * @throws IllegalArgumentException if an option makes no sense
     */
    public JobStatusPlugin(GetJobStatus jobs, AwaitJobStatus waiting, Consumer<Config> config) {
        super(config, new Config());
        resource = new JobStatusResource(
                jobs,
                waiting,
                new ResourceOptions(pluginConfig.pollInterval, pluginConfig.maxWait, pluginConfig.maxWaiters)
                        .withHeartbeat(pluginConfig.heartbeat));
        handler = new JobStatusHandler(resource, new StatusReports(pluginConfig.listener), pluginConfig.caller);
    }

    /** Mounts a resource that somebody else has made. */
    JobStatusPlugin(JobStatusResource resource, StatusReports reports) {
        super(usual -> {}, new Config());
        this.resource = resource;
        handler = new JobStatusHandler(resource, reports, pluginConfig.caller);
    }

    /** Adds the routes. Javalin tries routes in the order in which they were added, and polls are the load. */
    @Override
    public void onInitialize(JavalinState state) {
        for (HandlerType method : HandlerType.commonHttp()) {
            state.routes.addHttpHandler(method, JobStatusResource.PATH, handler, pluginConfig.roles);
        }
    }

    /** Adds what comes after the application's before handlers. */
    @Override
    public void onStart(JavalinState state) {
        state.routes.before(JobStatusResource.PATH, handler::refuseUnknownMethod);
        state.events.serverStopping(resource::endWaiting);
    }

    /** Returns how many clients wait or stream now. */
    public int waiters() {
        return resource.waiters();
    }

    /** Returns how many clients stream now. */
    public int streams() {
        return resource.streams();
    }
}
