package io.contentjobs.http;

import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Has the requests counted that go to Javalin's routes, or find none there. */
final class CountedRoutes extends Handler.Wrapper {
    private static final String COUNTED = CountedRoutes.class.getName();
    private static final String ROUTE = COUNTED + ".route";

    private final HttpListener listener;

    CountedRoutes(HttpListener listener) {
        this.listener = listener;
    }

    /** Notes which route the request has found. */
    static void note(String route, HttpServletRequest request) {
        request.setAttribute(ROUTE, route);
    }

    /** Notes which route the request has found. */
    static void note(String route, Request request) {
        request.setAttribute(ROUTE, route);
    }

    /** Returns the route that has been noted. */
    static String routeOf(Request request) {
        return request.getAttribute(ROUTE) instanceof String route ? route : HttpListener.NO_ROUTE;
    }

    /** Tells whether the request is counted here, whatever becomes of it. */
    static boolean counts(Request request) {
        return request.getAttribute(COUNTED) != null;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        request.setAttribute(COUNTED, true);
        boolean handled = false;
        try {
            handled = super.handle(request, response, callback);
        } finally {
            if (handled) {
                long nanos = System.nanoTime() - request.getHeadersNanoTime();
                listener.answered(routeOf(request), request.getMethod(), response.getStatus(), nanos);
            } else {
                request.removeAttribute(COUNTED); // Jetty asks for an error page
            }
        }
        return handled;
    }
}
