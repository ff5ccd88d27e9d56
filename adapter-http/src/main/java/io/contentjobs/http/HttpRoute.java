package io.contentjobs.http;

import java.util.function.Function;

/**
 * A resource beside the job-status resource.
 *
 * <p>The handler runs on the request's thread, may block, and is called by many threads at once. A {@link
 * io.contentjobs.domain.JobException} that it throws is answered as the job-status resource answers it; whatever else it
 * throws is logged and answered {@code HTTP_500}. Other methods are answered 405.
 *
 * @param method {@code GET}, which HEAD comes with, or {@code POST}
 * @param path what the path must be, a name in braces standing for a segment or a part of one: {@code /jobs/{jobId}.svg}
 * @param handler answers each request
 */
public record HttpRoute(String method, String path, Function<HttpCall, HttpReply> handler) {
    private static final String GET = "GET";
    private static final String POST = "POST";

    /** @throws IllegalArgumentException if the method is another one, or the path does not begin with a slash */
    public HttpRoute {
        if (!method.equals(GET) && !method.equals(POST)) {
            throw new IllegalArgumentException("A route has no method " + method);
        }
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("A route's path begins with a slash: " + path);
        }
    }

    /** A resource to read. */
    public static HttpRoute get(String path, Function<HttpCall, HttpReply> handler) {
        return new HttpRoute(GET, path, handler);
    }

    /** A resource that never differs: the same answer to everyone. */
    public static HttpRoute get(String path, HttpReply reply) {
        return get(path, call -> reply);
    }

    /** A resource to tell something. */
    public static HttpRoute post(String path, Function<HttpCall, HttpReply> handler) {
        return new HttpRoute(POST, path, handler);
    }

    boolean isGet() {
        return method.equals(GET);
    }
}
