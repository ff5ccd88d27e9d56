package io.contentjobs.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes wrong in Javalin's routes, or finds none there: it is left to {@link ErrorPages} to say. */
final class RouteErrors implements Consumer<JavalinConfig> {
    private static final Logger LOG = LoggerFactory.getLogger(RouteErrors.class);

    @Override
    public void accept(JavalinConfig config) {
        config.http.prefer405over404 = true;
        config.routes.exception(HttpResponseException.class, RouteErrors::refuse);
        config.routes.exception(Exception.class, (failure, ctx) -> fail(ctx.res(), failure));
        config.router.javaLangErrorHandler(RouteErrors::fail);
    }

    private static void refuse(HttpResponseException refusal, Context ctx) {
        if (refusal instanceof MethodNotAllowedResponse) {
            ctx.header("Allow", String.join(", ", refusal.getDetails().values()));
        }
        sendError(ctx.res(), refusal.getStatus());
    }

    private static void fail(HttpServletResponse response, Throwable failure) {
        LOG.error("A route failed", failure);
        sendError(response, HttpStatus.INTERNAL_SERVER_ERROR_500);
    }

    private static void sendError(HttpServletResponse response, int status) {
        try {
            response.sendError(status);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
