package io.contentjobs.http;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.GetJobStatus;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.ConcurrencyUtil;
import java.time.Duration;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Arranges Javalin, and the Jetty in it: {@link StatusHandler} first, Javalin's routes behind it. */
final class ServerSetup implements Consumer<JavalinConfig> {
    /**
     * How long requests in flight may take when the server stops; a supervisor's patience is commonly ten seconds. Where
     * there is such a time-out, Jetty's connector waits for its connections, and they for their requests.
     */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(8);

    /** A request up to its body: request line and header fields. What is longer is told 414 or 431. */
    private static final int MAX_HEAD = 12 * 1_024;

    /** How often it is tried to throw away a body that nobody has read, before its connection is closed instead. */
    private static final int MAX_UNREAD_PIECES = 16;

    /** Threads for all but those who wait, where threads are dear. */
    private static final int POOLED_THREADS = 250;

    private static final int LEAST_THREADS = 8;
    private static final int THREAD_IDLE_MILLIS = 60_000;

    private final HttpOptions options;
    private final Connections connections;
    private final WaitingRoom room;
    private final EventStreams streams;
    private final StatusHandler statusHandler;
    private final CountedRoutes countedRoutes;
    private final Handlers handlers;
    private final ErrorPages errorPages;
    private final Listeners listeners;

    ServerSetup(HttpOptions options, GetJobStatus jobs, AwaitJobStatus waiting, HttpListener listener) {
        this(options, jobs, waiting, Timing.withIdle(options.idleTimeout()), listener);
    }

    ServerSetup(HttpOptions options, GetJobStatus jobs, AwaitJobStatus waiting, Timing timing, HttpListener listener) {
        this(options, jobs, waiting, timing, ConnectionLimits.of(options.maxWaiters()), listener);
    }

    ServerSetup(
            HttpOptions options,
            GetJobStatus jobs,
            AwaitJobStatus waiting,
            Timing timing,
            ConnectionLimits limits,
            HttpListener listener) {
        this.options = options;
        connections = new Connections(limits, timing.idle());
        HttpField retryAfter = new PreEncodedHttpField(HttpHeader.RETRY_AFTER, options.pollIntervalSeconds());
        var sender = new AnswerSender(retryAfter, listener);
        room = new WaitingRoom(options.maxWaiters());
        var held = new HeldAnswers(jobs, waiting, options.maxWait(), room, sender);
        var follower = new JobFollower(waiting, room, timing);
        streams = new EventStreams(jobs, follower, room, sender);
        statusHandler = new StatusHandler(jobs, held, streams, sender);
        countedRoutes = new CountedRoutes(listener);
        listeners = new Listeners(options, timing.idle(), connections);
        handlers = new Handlers(options.access(), connections, sender, listener);
        errorPages = new ErrorPages(retryAfter, handlers.context(), handlers.cors(), listener);
    }

    /** Returns where they sit who wait. */
    WaitingRoom room() {
        return room;
    }

    /** Returns what streams. */
    EventStreams streams() {
        return streams;
    }

    /** Returns the port on which supervisors are answered, where it is one of its own. */
    OptionalInt managementPort() {
        return listeners.managementPort();
    }

    Connections connections() {
        return connections;
    }

    @Override
    public void accept(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        if (!ConcurrencyUtil.isLoomAvailable()) {
            config.jetty.threadPool =
                    new QueuedThreadPool(POOLED_THREADS + options.maxWaiters(), LEAST_THREADS, THREAD_IDLE_MILLIS);
        }
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.router.ignoreTrailingSlashes = false;
        config.jetty.modifyHttpConfiguration(ServerSetup::setUp);
        config.jetty.modifyServer(this::setUp);
        listeners.accept(config);
        new RouteErrors().accept(config);
    }

    /** Paths are left to {@link StatusHandler} to judge; what is wrong about the rest of a URI is refused. */
    private static void setUp(HttpConfiguration http) {
        http.setUriCompliance(
                new UriCompliance("PATHS", EnumSet.complementOf(EnumSet.of(Violation.USER_INFO, Violation.FRAGMENT))));
        // A URI with an authority makes Host meaningless: RFC 9112, section 3.2.2.
        http.setHttpCompliance(HttpCompliance.RFC9110.with("ABSOLUTE", HttpCompliance.Violation.MISMATCHED_AUTHORITY));
        http.setRequestHeaderSize(MAX_HEAD);
        http.setMaxUnconsumedRequestContentReads(MAX_UNREAD_PIECES);
    }

    private void setUp(Server server) {
        server.removeBean(server.getBean(LowResourceMonitor.class));
        server.addBean(connections);
        statusHandler.setHandler(countedRoutes);
        server.setHandler(handlers.inFrontOf(statusHandler));
        server.setErrorHandler(errorPages);
        server.setStopTimeout(STOP_TIMEOUT.toMillis());
    }
}
