package io.contentjobs.http.security;

import org.eclipse.jetty.http.HttpField;
import org.jspecify.annotations.Nullable;

/** The origins whose pages may read responses. */
@FunctionalInterface
public interface Origins {
    /**
     * Returns the header that allows pages of that origin to read the response; null if they may not.
     *
     * @param origin the value of {@code Origin}; null if there is none
     */
    @Nullable HttpField permissionOf(@Nullable String origin);
}
