package io.contentjobs.http;

import io.contentjobs.http.binding.JettyReplies;
import io.contentjobs.http.binding.Reports;
import io.contentjobs.http.security.Refusal;
import io.contentjobs.http.status.Delivery;
import io.contentjobs.http.status.Facts;
import io.contentjobs.http.status.StatusPath;
import io.contentjobs.http.status.StatusReply;
import io.contentjobs.http.status.StatusRequest;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Reports the requests to the job-status resource to a listener, also those that were answered before they reached the
 * resource.
 */
final class StatusReports implements Reports, Refusal {
    private final HttpListener listener;

    StatusReports(HttpListener listener) {
        this.listener = listener;
    }

    @Override
    public void report(Facts facts, String method, long begin) {
        DeliveryMode mode = DeliveryMode.of(facts.delivery());
        if (mode.isHeld()) {
            listener.held(mode, facts.status(), System.nanoTime() - begin);
        } else {
            listener.answered(HttpListener.STATUS_ROUTE, method, facts.status(), System.nanoTime() - begin);
        }
        if (StatusRequest.isRead(method)) {
            listener.told(AnswerOutcome.of(facts), mode);
        }
    }

    @Override
    public void refuse(StatusReply refusal, Request request, Response response, Callback callback) {
        JettyReplies.send(refusal, response, callback);
        reportEarly(Facts.of(refusal, Delivery.POLL), request);
    }

    /** Reports a request that was answered before it reached its resource. */
    void reportEarly(Facts facts, Request request) {
        if (StatusPath.jobIdIn(request.getHttpURI().getPath()).isPresent()) {
            report(facts, request.getMethod(), request.getHeadersNanoTime());
        } else {
            long nanos = System.nanoTime() - request.getHeadersNanoTime();
            listener.answered(HttpListener.NO_ROUTE, request.getMethod(), facts.status(), nanos);
        }
    }
}
