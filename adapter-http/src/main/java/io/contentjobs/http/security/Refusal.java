package io.contentjobs.http.security;

import io.contentjobs.http.status.StatusReply;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Refuses a request before it reaches its resource. */
@FunctionalInterface
public interface Refusal {
    /** Sends the refusal as the complete response. */
    void refuse(StatusReply refusal, Request request, Response response, Callback callback);
}
