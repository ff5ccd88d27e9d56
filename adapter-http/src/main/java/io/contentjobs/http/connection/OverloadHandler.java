package io.contentjobs.http.connection;

import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses requests on connections beyond the limit, requests with a large body, and requests with an ambiguous end;
 * closes their connections after the response. It also answers probes on refused connections: otherwise the service
 * manager would restart the server.
 */
public final class OverloadHandler extends Handler.Wrapper {
    /** No resource reads a body. A small one is discarded. */
    private static final long MAX_BODY = 1_024;

    private static final String HEALTH = "/health/";
    private static final String METRICS = "/metrics";

    private final Connections connections;

    public OverloadHandler(Connections connections, Handler admitted) {
        super(admitted);
        this.connections = connections;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (hasOddFraming(request)) {
            return refuse(HttpStatus.BAD_REQUEST_400, request, response, callback);
        }
        if (request.getLength() > MAX_BODY) {
            return refuse(HttpStatus.PAYLOAD_TOO_LARGE_413, request, response, callback);
        }
        if (connections.isRefused(request.getConnectionMetaData().getConnection())) {
            if (!isManagement(request)) {
                return refuse(HttpStatus.SERVICE_UNAVAILABLE_503, request, response, callback);
            }
            response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
        }
        return super.handle(request, response, callback);
    }

    /**
     * Tells whether another server might find the end of the request elsewhere: the request has a {@code
     * Transfer-Encoding} other than a single {@code chunked} in HTTP/1.1. RFC 9112, sections 6.1 and 6.3.
     */
    private static boolean hasOddFraming(Request request) {
        HttpFields headers = request.getHeaders();
        if (!headers.contains(HttpHeader.TRANSFER_ENCODING)) {
            return false;
        }
        List<String> codings = headers.getValuesList(HttpHeader.TRANSFER_ENCODING);
        return headers.contains(HttpHeader.CONTENT_LENGTH)
                || request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_1
                || codings.size() != 1
                || !HttpHeaderValue.CHUNKED.is(codings.get(0));
    }

    private static boolean isManagement(Request request) {
        String path = request.getHttpURI().getPath();
        return path != null && (path.startsWith(HEALTH) || path.equals(METRICS));
    }

    private static boolean refuse(int status, Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
        Response.writeError(request, response, callback, status);
        return true;
    }
}
