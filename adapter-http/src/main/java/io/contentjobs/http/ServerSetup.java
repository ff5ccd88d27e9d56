package io.contentjobs.http;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.GetJobStatus;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.ConcurrencyUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Arranges Javalin, and the Jetty in it: {@link StatusHandler} first, Javalin's routes behind it. */
final class ServerSetup implements Consumer<JavalinConfig> {
    /**
     * How long requests in flight may take when the server stops; a supervisor's patience is commonly ten seconds. Where
     * there is such a time-out, Jetty's connector waits for its connections, and they for their requests.
     */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(8);

    /** Clients that connect in one burst wait here until they are accepted; the system may allow fewer. */
    private static final int ACCEPT_QUEUE = 1024;

    /** A request up to its body: request line and header fields. What is longer is told 414 or 431. */
    private static final int MAX_HEAD = 8 * 1_024;

    /** How often it is tried to throw away a body that nobody has read, before its connection is closed instead. */
    private static final int MAX_UNREAD_PIECES = 16;

    private static final int ACCEPTORS = 1;

    /** Jetty's own choice by the number of processors: one up to three of them, four at most. */
    private static final int DEFAULT_SELECTORS = -1;

    /** Threads for all but those who wait, where threads are dear. */
    private static final int POOLED_THREADS = 250;

    private static final int LEAST_THREADS = 8;
    private static final int THREAD_IDLE_MILLIS = 60_000;

    private final HttpOptions options;
    private final Timing timing;
    private final Connections connections;
    private final WaitingRoom room;
    private final ClientWatch clients;
    private final EventStreams streams;
    private final StatusHandler statusHandler;
    private final CountedRoutes countedRoutes;
    private final RequestContext context = new RequestContext();
    private final ErrorPages errorPages;

    ServerSetup(HttpOptions options, GetJobStatus jobs, AwaitJobStatus waiting, HttpListener listener) {
        this(options, jobs, waiting, Timing.outlasting(options.maxWait()), listener);
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
        this.timing = timing;
        connections = new Connections(limits, timing.idle());
        HttpField retryAfter = new PreEncodedHttpField(HttpHeader.RETRY_AFTER, options.pollIntervalSeconds());
        var sender = new AnswerSender(retryAfter, listener);
        room = new WaitingRoom(options.maxWaiters());
        clients = new ClientWatch(timing.clientCheck());
        var held = new HeldAnswers(jobs, waiting, options.maxWait(), room, clients, sender);
        var follower = new JobFollower(waiting, room, timing);
        streams = new EventStreams(jobs, follower, room, clients, timing.patience(), sender);
        statusHandler = new StatusHandler(jobs, held, streams, sender);
        countedRoutes = new CountedRoutes(listener);
        errorPages = new ErrorPages(retryAfter, context, listener);
    }

    /** Returns where they sit who wait. */
    WaitingRoom room() {
        return room;
    }

    /** Returns what streams. */
    EventStreams streams() {
        return streams;
    }

    ClientWatch clients() {
        return clients;
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
        config.jetty.addConnector(this::openConnector);
        new RouteErrors().accept(config);
    }

    /** Paths are left to {@link StatusHandler} to judge; what is wrong about the rest of a URI is refused. */
    private static void setUp(HttpConfiguration http) {
        http.setUriCompliance(
                new UriCompliance("PATHS", EnumSet.complementOf(EnumSet.of(Violation.USER_INFO, Violation.FRAGMENT))));
        http.setRequestHeaderSize(MAX_HEAD);
        http.setMaxUnconsumedRequestContentReads(MAX_UNREAD_PIECES);
    }

    private void setUp(Server server) {
        server.removeBean(server.getBean(LowResourceMonitor.class));
        server.addBean(clients);
        server.addBean(connections);
        statusHandler.setHandler(countedRoutes);
        context.setHandler(new Admission(connections, statusHandler));
        server.setHandler(context);
        server.setErrorHandler(errorPages);
        server.setStopTimeout(STOP_TIMEOUT.toMillis());
    }

    /** Listens at once: what cannot be listened on is known before anything is started. */
    private ServerConnector openConnector(Server server, HttpConfiguration http) {
        ServerConnector connector =
                new ServerConnector(server, ACCEPTORS, DEFAULT_SELECTORS, new SequentialHttpConnection.Factory(http));
        connector.setHost(options.host());
        connector.setPort(options.port());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(timing.idle().toMillis());
        connector.addEventListener(connections);
        try {
            connector.open();
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot listen on " + options.host() + ":" + options.port(), failure);
        }
        return connector;
    }
}
