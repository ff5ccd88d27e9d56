package io.contentjobs.http.management;

import io.contentjobs.http.headers.TraceParent;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Gives each request an id, adds the id to the response, and puts the id and the trace of the request into the logging
 * context of its thread.
 */
public final class RequestContext extends Handler.Wrapper {
    public static final String REQUEST_ID = "requestId";

    private final RequestIds ids = new RequestIds();

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String given = null;
        String trace = null;
        for (HttpField field : request.getHeaders()) {
            if (field.getHeader() != null) {
                continue; // Jetty knows this header, so it is neither of the two
            }
            if (given == null && field.getName().equalsIgnoreCase(RequestIds.FIELD)) {
                given = field.getValue();
            } else if (trace == null && field.getName().equalsIgnoreCase(TraceParent.NAME)) {
                trace = field.getValue();
            }
        }
        String id = nameOf(given);
        response.getHeaders().put(new HttpField(RequestIds.FIELD, id));
        MDC.put(REQUEST_ID, id);
        if (trace != null && TraceParent.isValid(trace)) {
            MDC.put(TraceParent.NAME, trace);
        }
        try {
            return super.handle(request, response, callback);
        } finally {
            MDC.clear();
        }
    }

    /** Adds an id to the response to a request that Jetty could not parse, which therefore did not pass this handler. */
    public void name(HttpFields request, Response response) {
        if (!response.getHeaders().contains(RequestIds.FIELD)) {
            response.getHeaders().put(RequestIds.FIELD, nameOf(request.get(RequestIds.FIELD)));
        }
    }

    private String nameOf(@Nullable String given) {
        return given != null && RequestIds.isValid(given) ? given : ids.make();
    }
}
