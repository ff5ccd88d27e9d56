package io.contentjobs.http.routes;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpURI;

/** Helper methods of the routes. */
public final class Replies {
    private Replies() {}

    /** Adds a route for GET and HEAD. Without a route for HEAD, Javalin answers every HEAD with an empty 200. */
    public static void onGet(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    /**
     * Returns the host of the request, with a colon and the port if the request has one: those of its URI, else of {@code
     * Host} (RFC 9112, section 3.3); empty if there is neither.
     */
    public static Optional<String> authority(Context ctx) {
        HttpURI uri = ServletContextRequest.getServletContextRequest(ctx.req()).getHttpURI();
        return Optional.ofNullable(uri.getAuthority());
    }

    /** Sends a response that caches must not store. */
    public static void json(Context ctx, int status, String json) {
        send(ctx.status(status), "application/json", json);
    }

    /** Sends a response that caches must not store. */
    public static void send(Context ctx, String contentType, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        ctx.header("Content-Type", contentType).header("Cache-Control", "no-store");
        ctx.header("Content-Length", String.valueOf(body.length)).result(body);
    }
}
