package io.contentjobs.http.security;

import io.contentjobs.http.management.RequestIds;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers CORS preflights of allowed origins: Fetch Standard, section 4.8. {@link Cors} has already added the header for
 * the origin. Other preflights get the usual response to OPTIONS.
 */
public final class Preflights extends Handler.Wrapper {
    private static final String METHOD = "Access-Control-Request-Method";
    private static final HttpField[] HEADERS = {
        new PreEncodedHttpField("Access-Control-Allow-Methods", "GET, HEAD"), // POST needs no permission
        new PreEncodedHttpField(
                "Access-Control-Allow-Headers",
                "Authorization, If-None-Match, Last-Event-ID, Prefer, traceparent, " + RequestIds.FIELD),
        new PreEncodedHttpField("Access-Control-Max-Age", "7200") // the maximum in Chromium
    };

    private final Origins origins;
    private final Consumer<Request> answered;

    /** @param answered is called for each request that this handler has answered with 204 */
    public Preflights(Origins origins, Consumer<Request> answered, Handler resources) {
        super(resources);
        this.origins = origins;
        this.answered = answered;
    }

    /** Tells whether the request is a preflight; preflights have no token. */
    static boolean isPreflight(Request request) {
        HttpFields headers = request.getHeaders();
        return HttpMethod.OPTIONS.is(request.getMethod())
                && headers.contains(HttpHeader.ORIGIN)
                && headers.contains(METHOD);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!isPreflight(request) || !isAllowed(request)) {
            return super.handle(request, response, callback);
        }
        response.setStatus(HttpStatus.NO_CONTENT_204);
        for (HttpField field : HEADERS) {
            response.getHeaders().add(field);
        }
        Content.Sink.write(response, true, "", callback);
        answered.accept(request);
        return true;
    }

    private boolean isAllowed(Request request) {
        return Cors.isShared(request)
                && origins.permissionOf(request.getHeaders().get(HttpHeader.ORIGIN)) != null;
    }
}
