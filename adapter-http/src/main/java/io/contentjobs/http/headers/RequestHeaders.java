package io.contentjobs.http.headers;

import java.util.List;

/** The headers of a request, however a server keeps them. */
@FunctionalInterface
public interface RequestHeaders {
    /**
     * Returns the values of all headers of that name, in the order in which they were sent; empty if there are none.
     *
     * @param name in any case
     */
    List<String> valuesOf(String name);
}
