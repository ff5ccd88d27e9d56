package io.contentjobs.http;

import io.contentjobs.http.demo.DemoRoutes;
import io.contentjobs.http.demo.PageRoutes;
import io.contentjobs.http.management.ManagementRoutes;
import io.javalin.config.RoutesConfig;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The resources of a {@link JobStatusServer} in addition to the job-status resource, and its listener. Immutable. */
public final class ServerParts {
    /** Only the documents of the contract and the client module, without a listener. */
    public static final ServerParts NONE = new ServerParts(HttpListener.NONE, false, (options, demo, routes) -> {});

    /** Adds routes. */
    private interface Part {
        void addTo(HttpOptions options, boolean isDemo, RoutesConfig routes);

        default Part and(Part other) {
            return (options, isDemo, routes) -> {
                addTo(options, isDemo, routes);
                other.addTo(options, isDemo, routes);
            };
        }
    }

    private final HttpListener listener;
    private final boolean isDemo;
    private final Part part;

    private ServerParts(HttpListener listener, boolean isDemo, Part part) {
        this.listener = listener;
        this.isDemo = isDemo;
        this.part = part;
    }

    /** Returns a copy with a listener. */
    public ServerParts withListener(HttpListener other) {
        return new ServerParts(other, isDemo, part);
    }

    /**
     * Returns a copy with {@code /health/live}, {@code /health/ready} and {@code /metrics}.
     *
     * @param ready tells whether the server is ready for requests
     * @param metrics returns the metrics in the format of a content type
     */
    public ServerParts withManagement(BooleanSupplier ready, UnaryOperator<String> metrics) {
        return with(
                isDemo,
                (options, demo, routes) ->
                        new ManagementRoutes(ready, demo, metrics, options.pollIntervalSeconds()).accept(routes));
    }

    /** Returns a copy with the demo's page and routes; {@code /health/ready} then says that it is a demo. */
    public ServerParts withDemo(DemoJobs jobs) {
        return with(true, (options, demo, routes) -> {
            PageRoutes.addTo(routes);
            new DemoRoutes(jobs::generate, jobs::timeSinceEnd).accept(routes);
        });
    }

    /** Returns a copy with more routes. */
    public ServerParts withRoutes(Consumer<RoutesConfig> more) {
        return with(isDemo, (options, demo, routes) -> more.accept(routes));
    }

    private ServerParts with(boolean demo, Part more) {
        return new ServerParts(listener, demo, part.and(more));
    }

    HttpListener listener() {
        return listener;
    }

    void addTo(HttpOptions options, RoutesConfig routes) {
        part.addTo(options, isDemo, routes);
    }
}
