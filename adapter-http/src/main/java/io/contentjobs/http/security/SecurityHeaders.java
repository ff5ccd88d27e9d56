package io.contentjobs.http.security;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Tells browsers, in every answer, to take it for nothing but what it is: neither a page nor a part of one. Resources that
 * are, say so themselves instead.
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

    /** Sets them in an answer that has not come by here, or that something else was meant to be in. */
    public static void putInto(Response response) {
        for (HttpField field : FIELDS) {
            response.getHeaders().put(field);
        }
    }
}
