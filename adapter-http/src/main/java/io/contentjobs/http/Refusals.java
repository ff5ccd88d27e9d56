package io.contentjobs.http;

import io.contentjobs.http.binding.JettyReplies;
import io.contentjobs.http.security.Refusal;
import io.contentjobs.http.status.Delivery;
import io.contentjobs.http.status.Facts;
import io.contentjobs.http.status.RetryAfter;
import io.contentjobs.http.status.StatusPath;
import io.contentjobs.http.status.StatusReply;
import io.contentjobs.http.status.StatusRequest;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Refuses requests before they come to their resource, and has them counted. */
final class Refusals implements Refusal {
    private final RetryAfter retryAfter;
    private final StatusReports reports;
    private final HttpListener listener;

    Refusals(RetryAfter retryAfter, StatusReports reports, HttpListener listener) {
        this.retryAfter = retryAfter;
        this.reports = reports;
        this.listener = listener;
    }

    @Override
    public void refuse(StatusReply refusal, Request request, Response response, Callback callback) {
        JettyReplies.send(retryAfter.in(refusal), response, callback);
        String route = routeOf(request);
        if (route.equals(HttpListener.STATUS_ROUTE) && StatusRequest.isRead(request.getMethod())) {
            reports.report(Facts.of(refusal, Delivery.POLL), request.getMethod(), request.getHeadersNanoTime());
            return;
        }
        count(request, refusal.status());
    }

    /** Has a request counted that has been answered before it came to its resource. */
    void count(Request request, int status) {
        long nanos = System.nanoTime() - request.getHeadersNanoTime();
        listener.answered(routeOf(request), request.getMethod(), status, nanos);
    }

    /** Returns the route of a request that has not come to its resource. */
    private static String routeOf(Request request) {
        return StatusPath.jobIdIn(request.getHttpURI().getPath()).isPresent()
                ? HttpListener.STATUS_ROUTE
                : HttpListener.NO_ROUTE;
    }
}
