package io.contentjobs.http;

import java.util.Optional;

/** A request to an {@link HttpRoute}. For the thread that it was handed to, and as long as that answers it. */
public interface HttpCall {
    /**
     * Returns what stands in the path where the route has {@code {name}}, percent-decoded.
     *
     * @throws IllegalArgumentException if the route has no such name
     */
    String parameter(String name);

    /**
     * Returns the host, and the port after a colon if there is one, that the request is for: those of its URI, else of
     * {@code Host} (RFC 9112, section 3.3); nothing if it has neither.
     */
    Optional<String> authority();

    /** Returns the value of that header field, the first one if there are several. It is whatever the client sent. */
    Optional<String> field(String name);
}
