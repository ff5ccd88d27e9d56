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
 * The job-status resource as routes of a Javalin 7 application: {@code GET} and {@code HEAD
 * /api/content/jobs/{jobId}/status}, by poll, wait or stream; 405 for other methods. Register it like this:
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
 * <p>The application's before handlers, roles and request loggers apply to the resource. Its responses follow the
 * contract even if the application has error pages and exception mappers. When the after handlers run, the response has
 * been sent, so they can add neither headers nor a result; after an error they do not run.
 *
 * <p>Each client that waits or streams occupies a thread, unless threads are virtual. So {@link Config#maxWaiters} must
 * be less than the number of threads. When the application stops, no request can begin to wait, and waiting requests
 * end when {@link AwaitJobStatus} is closed. The application must close it when it begins to stop, as in the
 * example, because Javalin cuts off requests in progress unless Jetty's stop timeout is set. The plugin needs Javalin's
 * own Jetty.
 */
public final class JobStatusPlugin extends Plugin<JobStatusPlugin.Config> {
    /** The options of the resource. */
    public static final class Config {
        /** How long clients should pause between two polls; sent in whole seconds, rounded up. */
        public Duration pollInterval = Duration.ofSeconds(2);

        /** The longest wait of a request; in whole seconds, rounded down. */
        public Duration maxWait = Duration.ofSeconds(10);

        /** How many requests may wait or stream at a time. */
        public int maxWaiters = 100;

        /** The interval of the heartbeats on a stream. */
        public Duration heartbeat = ResourceOptions.HEARTBEAT;

        /** Is called after each request to the resource. */
        public HttpListener listener = HttpListener.NONE;

        /** Returns the identity of the caller, if the application knows it. */
        public Function<Context, Optional<String>> caller = ctx -> Optional.empty();

        /** The roles of the resource, for {@link Context#routeRoles()}. */
        public RouteRole[] roles = {};

        Config() {}
    }

    private final JobStatusResource resource;
    private final JobStatusHandler handler;

    /** Uses the default options. */
    public JobStatusPlugin(GetJobStatus jobs, AwaitJobStatus waiting) {
        this(jobs, waiting, usual -> {});
    }

    /**
     * @param jobs answers polls; may block, and must be thread-safe
     * @param waiting tells waits and streams of news; must be thread-safe
     * @throws IllegalArgumentException if an option is out of range
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

    /** Uses an existing resource. */
    JobStatusPlugin(JobStatusResource resource, StatusReports reports) {
        super(usual -> {}, new Config());
        this.resource = resource;
        handler = new JobStatusHandler(resource, reports, pluginConfig.caller);
    }

    /** Adds the routes. Javalin tries routes in the order in which they were added, and most requests are polls. */
    @Override
    public void onInitialize(JavalinState state) {
        for (HandlerType method : HandlerType.commonHttp()) {
            state.routes.addHttpHandler(method, JobStatusResource.PATH, handler, pluginConfig.roles);
        }
    }

    /** Adds the handler that runs after the application's before handlers. */
    @Override
    public void onStart(JavalinState state) {
        state.routes.before(JobStatusResource.PATH, handler::refuseUnknownMethod);
        state.events.serverStopping(resource::endWaiting);
    }

    /** Returns how many requests wait or stream now. */
    public int waiters() {
        return resource.waiters();
    }

    /** Returns how many streams are open now. */
    public int streams() {
        return resource.streams();
    }
}
