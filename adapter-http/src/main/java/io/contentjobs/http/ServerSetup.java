package io.contentjobs.http;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.http.binding.PathHandler;
import io.contentjobs.http.binding.StatusFastPath;
import io.contentjobs.http.connection.ConnectionLimits;
import io.contentjobs.http.connection.Connectors;
import io.contentjobs.http.docs.DocsRoutes;
import io.contentjobs.http.status.JobStatusResource;
import io.contentjobs.http.status.ResourceOptions;
import io.contentjobs.http.status.RetryAfter;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.ConcurrencyUtil;
import java.time.Duration;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Configures Javalin and its Jetty: the handlers in front, Javalin's routes behind them. */
final class ServerSetup implements Consumer<JavalinConfig> {
    /**
     * How long requests in progress may take when the server stops. Service managers often kill a process after ten
     * seconds. With a stop timeout, Jetty waits until the connections have finished their requests.
     */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(8);

    /** The largest size of request line and headers together. Larger ones are answered 414 or 431. */
    private static final int MAX_HEAD = 12 * 1_024;

    /** After this number of reads of an unread body, Jetty closes the connection. */
    private static final int MAX_UNREAD_PIECES = 16;

    /** Platform threads for requests that do not wait. */
    private static final int POOLED_THREADS = 250;

    private static final int MIN_THREADS = 8;
    private static final int THREAD_IDLE_MILLIS = 60_000;

    private final HttpOptions options;
    private final JobStatusResource resource;
    private final StatusReports reports;
    private final ServerParts parts;
    private final HandlerChain handlers;
    private final ErrorPages errorPages;
    private final Connectors connectors;

    ServerSetup(HttpOptions options, GetJobStatus jobs, AwaitJobStatus waiting, ServerParts parts) {
        this(
                options,
                options.resource(),
                ConnectionLimits.of(options.maxWaiters(), options.idleTimeout()),
                jobs,
                waiting,
                parts);
    }

    ServerSetup(
            HttpOptions options,
            ResourceOptions resourceOptions,
            ConnectionLimits limits,
            GetJobStatus jobs,
            AwaitJobStatus waiting,
            ServerParts parts) {
        HttpListener listener = parts.listener();
        this.options = options;
        this.parts = parts;
        var retryAfter = new RetryAfter(options.pollInterval());
        reports = new StatusReports(listener);
        resource = new JobStatusResource(jobs, waiting, resourceOptions);
        connectors =
                new Connectors(options.host(), options.port(), options.access().managementPort(), limits);
        handlers = new HandlerChain(options.access(), connectors.connections(), reports);
        errorPages = new ErrorPages(retryAfter, handlers.context(), handlers.cors(), listener);
    }

    JobStatusResource resource() {
        return resource;
    }

    /** Returns the management port, if there is one. */
    OptionalInt managementPort() {
        return connectors.managementPort();
    }

    @Override
    public void accept(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        if (!ConcurrencyUtil.isLoomAvailable()) {
            int waiting = options.fastPath() ? 0 : options.maxWaiters(); // Javalin's routes hold waits on threads
            config.jetty.threadPool = new QueuedThreadPool(POOLED_THREADS + waiting, MIN_THREADS, THREAD_IDLE_MILLIS);
        }
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.router.ignoreTrailingSlashes = false;
        config.jetty.modifyHttpConfiguration(ServerSetup::setUp);
        config.jetty.modifyServletContextHandler(servlets -> servlets.setSessionHandler(new NoSessions()));
        config.jetty.modifyServer(this::setUp);
        connectors.accept(config);
        new JavalinErrors(parts.listener(), options.pollIntervalSeconds()).accept(config);
        config.registerPlugin(new JobStatusPlugin(resource, reports));
        DocsRoutes.addTo(config.routes);
        parts.addTo(options, config.routes);
    }

    /** {@link PathHandler} checks paths; Jetty checks the rest of a URI. */
    private static void setUp(HttpConfiguration http) {
        http.setUriCompliance(
                new UriCompliance("PATHS", EnumSet.complementOf(EnumSet.of(Violation.USER_INFO, Violation.FRAGMENT))));
        // A URI with an authority overrides Host: RFC 9112, section 3.2.2.
        http.setHttpCompliance(HttpCompliance.RFC9110.with("ABSOLUTE", HttpCompliance.Violation.MISMATCHED_AUTHORITY));
        http.setRequestHeaderSize(MAX_HEAD);
        http.setMaxUnconsumedRequestContentReads(MAX_UNREAD_PIECES);
    }

    private void setUp(Server server) {
        server.removeBean(server.getBean(LowResourceMonitor.class));
        PathHandler routes = new PathHandler();
        server.setHandler(
                handlers.inFrontOf(options.fastPath() ? new StatusFastPath(resource, reports, routes) : routes));
        server.setErrorHandler(errorPages);
        server.setStopTimeout(STOP_TIMEOUT.toMillis());
    }

    /** Avoids the lookup of a session at each request. */
    private static final class NoSessions extends SessionHandler {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            return getHandler().handle(request, response, callback);
        }
    }
}
