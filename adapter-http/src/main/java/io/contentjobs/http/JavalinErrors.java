package io.contentjobs.http;

import io.contentjobs.domain.JobException;
import io.contentjobs.http.routes.Replies;
import io.contentjobs.http.status.ErrorReplies;
import io.contentjobs.http.status.JobStatusResource;
import io.contentjobs.http.status.StatusReply;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.router.Endpoint;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextResponse;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets {@link ErrorPages} answer for failed and unknown routes of Javalin, and reports the requests to routes. */
final class JavalinErrors implements Consumer<JavalinConfig> {
    private static final Logger LOG = LoggerFactory.getLogger(JavalinErrors.class);
    private static final String ROUTE = JavalinErrors.class.getName() + ".route";

    private final HttpListener listener;
    private final String retryAfter;

    JavalinErrors(HttpListener listener, String retryAfter) {
        this.listener = listener;
        this.retryAfter = retryAfter;
    }

    /** Returns the route of a request; {@link HttpListener#NO_ROUTE} if there is none. */
    static String routeOf(Request request) {
        return request.getAttribute(ROUTE) instanceof String route ? route : HttpListener.NO_ROUTE;
    }

    @Override
    public void accept(JavalinConfig config) {
        config.http.prefer405over404 = true;
        config.routes.exception(JobException.class, this::answer);
        config.routes.exception(HttpResponseException.class, JavalinErrors::refuse);
        config.routes.exception(Exception.class, (failure, ctx) -> fail(ctx.res(), failure));
        config.router.javaLangErrorHandler(JavalinErrors::fail);
        config.requestLogger.http((ctx, millis) -> count(ctx));
    }

    private void answer(JobException failure, Context ctx) {
        StatusReply reply = ErrorReplies.of(failure.code());
        if (reply.status() == HttpStatus.SERVICE_UNAVAILABLE_503) {
            ctx.header("Retry-After", retryAfter);
        }
        Replies.json(ctx, reply.status(), new String(reply.body(), StandardCharsets.UTF_8));
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

    /** Excludes the job-status resource, which reports its own requests, and errors, which {@link ErrorPages} reports. */
    private void count(Context ctx) {
        Endpoint endpoint = ctx.endpoints().matchedHttpEndpoint();
        String route = endpoint == null || endpoint.path.isEmpty() ? HttpListener.NO_ROUTE : endpoint.path;
        if (route.equals(JobStatusResource.PATH)) {
            return;
        }
        ServletContextResponse response = ServletContextResponse.getServletContextResponse(ctx.res());
        if (response.getServletRequestState().isSendError()) {
            response.getRequest().setAttribute(ROUTE, route);
        } else {
            long nanos = System.nanoTime() - response.getRequest().getHeadersNanoTime();
            listener.answered(route, ctx.req().getMethod(), response.getStatus(), nanos);
        }
    }
}
