package io.contentjobs.http;

import java.util.EnumSet;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What Jetty asks for an error page, be it that a request cannot even be parsed. The answer tells the status and nothing of
 * the request or of the failure.
 */
final class ErrorPages implements Request.Handler {
    private final HttpField retryAfter;

    ErrorPages(HttpField retryAfter) {
        this.retryAfter = retryAfter;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        response.getHeaders().remove(EnumSet.of(HttpHeader.CONTENT_TYPE, HttpHeader.CACHE_CONTROL, HttpHeader.ETAG));
        ErrorAnswers.ofHttp(statusOf(response)).send(response, retryAfter, callback);
        return true;
    }

    /** Jetty refuses HTTP/2 with a 426, which must name a protocol to upgrade to (RFC 9110, section 15.5.22): there is none. */
    private static int statusOf(Response response) {
        int status = response.getStatus();
        return status == HttpStatus.UPGRADE_REQUIRED_426 ? HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 : status;
    }
}
