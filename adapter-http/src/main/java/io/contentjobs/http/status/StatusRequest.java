package io.contentjobs.http.status;

import io.contentjobs.http.headers.RequestHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to the job-status resource.
 *
 * @param method as the client sent it
 * @param jobId the path segment of the job id, well-formed or not
 * @param query the URI's query with percent-encoding; null if there is none
 * @param headers are read while the request is answered
 * @param caller the identity of the caller, if the application knows it
 */
public record StatusRequest(
        String method, String jobId, @Nullable String query, RequestHeaders headers, Optional<String> caller) {
    private static final String GET = "GET";
    private static final String HEAD = "HEAD";

    /** Tells whether the method is HEAD. */
    public boolean isHead() {
        return method.equals(HEAD);
    }

    /** Tells whether the resource supports the method. */
    public boolean isRead() {
        return isRead(method);
    }

    /** Tells whether the resource supports the method. */
    public static boolean isRead(String method) {
        return method.equals(GET) || method.equals(HEAD);
    }
}
