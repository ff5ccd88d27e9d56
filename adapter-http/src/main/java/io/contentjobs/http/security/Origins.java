package io.contentjobs.http.security;

import org.eclipse.jetty.http.HttpField;
import org.jspecify.annotations.Nullable;

/** The origins whose pages may read answers. */
@FunctionalInterface
public interface Origins {
    /**
     * Returns the header that permits it if pages of that origin may read answers; else null.
     *
     * @param origin what the request says in {@code Origin}; null if it says nothing
     */
    @Nullable HttpField permissionOf(@Nullable String origin);
}
