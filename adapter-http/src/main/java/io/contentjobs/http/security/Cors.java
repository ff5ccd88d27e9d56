package io.contentjobs.http.security;

import io.contentjobs.http.management.RequestIds;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Adds the CORS headers that allow pages of certain origins to read the responses of the API and the client module. */
public final class Cors extends Handler.Wrapper {
    private static final String ORIGIN = "Origin";
    private static final HttpField VARY = new PreEncodedHttpField(HttpHeader.VARY, ORIGIN);
    private static final HttpField EXPOSED = new PreEncodedHttpField(
            "Access-Control-Expose-Headers", "ETag, Retry-After, Preference-Applied, " + RequestIds.FIELD);
    private static final String API = "/api/";
    private static final String CLIENT = "/client/";

    private final Origins origins;

    public Cors(Origins origins) {
        this.origins = origins;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        addHeaders(request, response.getHeaders());
        return super.handle(request, response, callback);
    }

    /** Adds the headers again, because the servlet container removes {@code Vary} from errors. */
    public void addAgain(Request request, Response response) {
        if (!response.getHeaders().contains(HttpHeader.VARY, ORIGIN)) {
            addHeaders(request, response.getHeaders());
        }
    }

    private void addHeaders(Request request, HttpFields.Mutable headers) {
        if (!isShared(request)) {
            return;
        }
        headers.add(VARY);
        HttpField permission = origins.permissionOf(request.getHeaders().get(HttpHeader.ORIGIN));
        if (permission != null) {
            headers.put(permission);
            headers.put(EXPOSED);
        }
    }

    static boolean isShared(Request request) {
        String path = request.getHttpURI().getPath();
        return path != null && (path.startsWith(API) || path.startsWith(CLIENT));
    }
}
