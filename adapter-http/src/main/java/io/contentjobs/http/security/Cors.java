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

/**
 * Adds the CORS headers with which pages of allowed origins may read an answer, whatever it will be. The API and the client
 * module are shared.
 */
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
        tell(request, response.getHeaders());
        return super.handle(request, response, callback);
    }

    /** Adds the headers again where the servlet container has removed {@code Vary}, as it does from errors. */
    public void tellAgain(Request request, Response response) {
        if (!response.getHeaders().contains(HttpHeader.VARY, ORIGIN)) {
            tell(request, response.getHeaders());
        }
    }

    private void tell(Request request, HttpFields.Mutable fields) {
        if (!isShared(request)) {
            return;
        }
        fields.add(VARY);
        HttpField permission = origins.permissionOf(request.getHeaders().get(HttpHeader.ORIGIN));
        if (permission != null) {
            fields.put(permission);
            fields.put(EXPOSED);
        }
    }

    static boolean isShared(Request request) {
        String path = request.getHttpURI().getPath();
        return path != null && (path.startsWith(API) || path.startsWith(CLIENT));
    }
}
