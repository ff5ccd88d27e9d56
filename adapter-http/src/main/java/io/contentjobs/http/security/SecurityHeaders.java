package io.contentjobs.http.security;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Adds the security headers of an answer that is neither a page nor a part of one. Resources that are replace the headers by
 * their own.
 */
public final class SecurityHeaders extends Handler.Wrapper {
    private static final HttpField[] FIELDS = {
        new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
        new PreEncodedHttpField("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"),
        new PreEncodedHttpField("Referrer-Policy", "no-referrer")
    };

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpFields.Mutable fields = response.getHeaders();
        for (HttpField field : FIELDS) {
            fields.add(field);
        }
        return super.handle(request, response, callback);
    }

    /** Sets the headers of an answer that did not pass this handler, or whose resource had replaced them. */
    public static void putInto(Response response) {
        for (HttpField field : FIELDS) {
            response.getHeaders().put(field);
        }
    }
}
