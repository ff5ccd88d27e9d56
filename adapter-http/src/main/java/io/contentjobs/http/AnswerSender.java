package io.contentjobs.http;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpMethod;
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

    /** Refuses a request to whatever resource. */
    void refuse(Answer refusal, Request request, Response response, Callback callback) {
        String route = routeOf(request);
        if (route.equals(HttpListener.STATUS_ROUTE) && isToRead(request)) {
            send(refusal, AnswerManner.POLL, request, response, callback);
            return;
        }
        refusal.send(response, retryAfter, callback);
        long nanos = System.nanoTime() - request.getHeadersNanoTime();
        listener.answered(route, request.getMethod(), refusal.status(), nanos);
    }

    /** Returns the route of a request that has not come to its resource. */
    static String routeOf(Request request) {
        return StatusPath.jobIdIn(request.getHttpURI().getPath()).isPresent()
                ? HttpListener.STATUS_ROUTE
                : HttpListener.NO_ROUTE;
    }

    private static boolean isToRead(Request request) {
        return HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
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
