package io.contentjobs.http.management;

import io.contentjobs.http.routes.Replies;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The routes {@code /health/live}, {@code /health/ready} and {@code /metrics}. */
public final class ManagementRoutes implements Consumer<RoutesConfig> {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final int OK = 200;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final BooleanSupplier ready;
    private final String suffix;
    private final UnaryOperator<String> metrics;
    private final String retryAfter;

    /**
     * Makes the routes.
     *
     * @param ready tells whether the server is ready for requests
     * @param demo whether this server is a demo, which {@code /health/ready} then says
     * @param metrics returns the metrics in the format of a content type
     * @param retryAfter the {@code Retry-After} of a server that is not ready
     */
    public ManagementRoutes(BooleanSupplier ready, boolean demo, UnaryOperator<String> metrics, String retryAfter) {
        this.ready = ready;
        this.suffix = demo ? ",\"demo\":true}" : "}";
        this.metrics = metrics;
        this.retryAfter = retryAfter;
    }

    @Override
    public void accept(RoutesConfig routes) {
        Replies.onGet(routes, "/health/live", ctx -> Replies.json(ctx, OK, "{\"status\":\"live\"}"));
        Replies.onGet(routes, "/health/ready", this::tellWhetherReady);
        Replies.onGet(routes, "/metrics", this::scrape);
    }

    private void tellWhetherReady(Context ctx) {
        if (ready.getAsBoolean()) {
            Replies.json(ctx, OK, "{\"status\":\"ready\"" + suffix);
        } else {
            Replies.json(
                    ctx.header("Retry-After", retryAfter), SERVICE_UNAVAILABLE, "{\"status\":\"not ready\"" + suffix);
        }
    }

    private void scrape(Context ctx) {
        String accept = String.valueOf(ctx.header("Accept")).toLowerCase(Locale.ROOT);
        String type = accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
        Replies.send(ctx, type, metrics.apply(type));
    }
}
