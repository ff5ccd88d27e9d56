package io.contentjobs.http.headers;

import java.util.List;

/** The headers of a request, independent of a server. */
@FunctionalInterface
public interface RequestHeaders {
    /**
     * Returns the values of all headers of that name in their order; empty if there are none.
     *
     * @param name in upper or lower case
     */
    List<String> valuesOf(String name);
}
