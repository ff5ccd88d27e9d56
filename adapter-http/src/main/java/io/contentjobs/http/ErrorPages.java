package io.contentjobs.http;

import io.contentjobs.http.binding.JettyReplies;
import io.contentjobs.http.management.RequestContext;
import io.contentjobs.http.security.Cors;
import io.contentjobs.http.security.SecurityHeaders;
import io.contentjobs.http.status.ErrorReplies;
import io.contentjobs.http.status.RetryAfter;
import io.contentjobs.http.status.StatusReply;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextResponse;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers when Jetty needs an error page, also for requests that Jetty cannot parse. The response contains the status,
 * but no data of the request or the failure.
 */
final class ErrorPages implements Request.Handler {
    private final RetryAfter retryAfter;
    private final RequestContext context;
    private final Optional<Cors> cors;
    private final HttpListener listener;

    ErrorPages(RetryAfter retryAfter, RequestContext context, Optional<Cors> cors, HttpListener listener) {
        this.retryAfter = retryAfter;
        this.context = context;
        this.cors = cors;
        this.listener = listener;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        response.getHeaders().remove(EnumSet.of(HttpHeader.CONTENT_TYPE, HttpHeader.CACHE_CONTROL, HttpHeader.ETAG));
        context.name(request.getHeaders(), response);
        SecurityHeaders.putInto(response);
        cors.ifPresent(handler -> handler.addAgain(request, response));
        int status = statusOf(response);
        send(retryAfter.in(ErrorReplies.ofHttp(status)), response, callback);
        long nanos = System.nanoTime() - request.getHeadersNanoTime();
        listener.answered(JavalinErrors.routeOf(request), String.valueOf(request.getMethod()), status, nanos);
        return true;
    }

    /**
     * Leaves the last write to the callback. Jetty 12.1 completes a failed request after the last write, even before
     * another thread has called the callback; the late callback would then fail the next request on the connection.
     * {@code sendError} of a servlet has its own callback, which writes the rest.
     */
    private static void send(StatusReply reply, Response response, Callback callback) {
        if (response instanceof ServletContextResponse) {
            JettyReplies.send(reply, response, callback);
            return;
        }
        JettyReplies.putHead(reply, response, response.getHeaders());
        response.write(false, ByteBuffer.wrap(reply.body()), callback);
    }

    /**
     * Replaces Jetty's 426 for HTTP/2: a 426 must name a protocol to upgrade to (RFC 9110, section 15.5.22), and there is
     * none.
     */
    private static int statusOf(Response response) {
        int status = response.getStatus();
        return status == HttpStatus.UPGRADE_REQUIRED_426 ? HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 : status;
    }
}
