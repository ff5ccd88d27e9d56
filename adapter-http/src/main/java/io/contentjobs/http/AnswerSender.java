package io.contentjobs.http;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends the answers of the job-status resource, and has them counted. */
final class AnswerSender {
    private final HttpField retryAfter;
    private final HttpListener listener;

    /** @param retryAfter says when asking again makes sense; sent where it does */
    AnswerSender(HttpField retryAfter, HttpListener listener) {
        this.retryAfter = retryAfter;
        this.listener = listener;
    }

    void send(Answer answer, AnswerManner manner, Request request, Response response, Callback callback) {
        answer.send(response, retryAfter, callback);
        count(answer.outcome(), manner, answer.status(), request);
    }

    /** A stream has ended, which was sent piece by piece. */
    void sent(AnswerOutcome last, Request request) {
        count(last, AnswerManner.STREAM, HttpStatus.OK_200, request);
    }

    private void count(AnswerOutcome outcome, AnswerManner manner, int status, Request request) {
        long nanos = System.nanoTime() - request.getHeadersNanoTime();
        if (manner.isHeld()) {
            listener.held(manner, status, nanos);
        } else {
            listener.answered(HttpListener.STATUS_ROUTE, request.getMethod(), status, nanos);
        }
        listener.told(outcome, manner);
    }
}
