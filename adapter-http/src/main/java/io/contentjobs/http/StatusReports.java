package io.contentjobs.http;

import io.contentjobs.http.binding.Reports;
import io.contentjobs.http.status.Facts;
import io.contentjobs.http.status.StatusRequest;

/** Tells a listener what the job-status resource has answered. */
final class StatusReports implements Reports {
    private final HttpListener listener;

    StatusReports(HttpListener listener) {
        this.listener = listener;
    }

    @Override
    public void report(Facts facts, String method, long begin) {
        long nanos = System.nanoTime() - begin;
        DeliveryMode mode = DeliveryMode.of(facts.delivery());
        if (mode.isHeld()) {
            listener.held(mode, facts.status(), nanos);
        } else {
            listener.answered(HttpListener.STATUS_ROUTE, method, facts.status(), nanos);
        }
        if (StatusRequest.isRead(method)) {
            listener.told(AnswerOutcome.of(facts), mode);
        }
    }
}
