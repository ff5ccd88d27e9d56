package io.contentjobs.http.security;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Adds the security headers of a response that is not a page or a part of one. Pages replace some headers by their own.
 */
public final class SecurityHeaders extends Handler.Wrapper {
    private static final HttpField[] HEADERS = {
        new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
        new PreEncodedHttpField("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"),
        new PreEncodedHttpField("Referrer-Policy", "no-referrer")
    };

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpFields.Mutable headers = response.getHeaders();
        for (HttpField field : HEADERS) {
            headers.add(field);
        }
        return super.handle(request, response, callback);
    }

    /** Sets the headers of a response that did not pass this handler, or whose resource had replaced them. */
    public static void putInto(Response response) {
        for (HttpField field : HEADERS) {
            response.getHeaders().put(field);
        }
    }
}
