package io.contentjobs.http.status;

import io.contentjobs.http.headers.RequestHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to the job-status resource.
 *
 * @param method as it was sent
 * @param jobId the segment of the path in the place of the job id, well-formed or not
 * @param query the URI's query as it was sent, percent-encoding included; null if there is none
 * @param headers are read while the request is answered
 * @param caller who asks, as far as the application knows
 */
public record StatusRequest(
        String method, String jobId, @Nullable String query, RequestHeaders headers, Optional<String> caller) {
    private static final String GET = "GET";
    private static final String HEAD = "HEAD";

    /** Tells whether the answer has no body. */
    public boolean isHead() {
        return method.equals(HEAD);
    }

    /** Tells whether the method is one that the resource has. */
    public boolean isRead() {
        return isRead(method);
    }

    /** Tells whether the method is one that the resource has. */
    public static boolean isRead(String method) {
        return method.equals(GET) || method.equals(HEAD);
    }
}
