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
     * Returns the host that the client asks, and its port where the client names one: that of the URI if the request line
     * has a whole one, else what {@code Host} says. RFC 9112, section 3.2.2.
     */
    Optional<String> host();

    /** Returns the value of that header field, the first one if there are several. It is whatever the client sent. */
    Optional<String> field(String name);
}
