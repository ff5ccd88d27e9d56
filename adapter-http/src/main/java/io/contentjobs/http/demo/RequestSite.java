package io.contentjobs.http.demo;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Detects requests that a browser sends for a page of another site (cross-site request forgery). Browsers send {@code
 * Origin} with each POST; newer browsers also send {@code Sec-Fetch-Site} (Fetch Metadata Request Headers, section 2.3).
 * A page can change neither. Other clients usually send neither.
 */
final class RequestSite {
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private RequestSite() {}

    /**
     * Tells whether a page of another site sent the request.
     *
     * @param authority the host and port of the request
     * @param origin the header {@code Origin}
     * @param fetchSite the header {@code Sec-Fetch-Site}
     */
    static boolean isForeign(Optional<String> authority, @Nullable String origin, @Nullable String fetchSite) {
        return (fetchSite != null && !OWN.contains(fetchSite)) || (origin != null && !isOwn(origin, authority));
    }

    private static boolean isOwn(String origin, Optional<String> authority) {
        return authority
                .filter(host -> origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host))
                .isPresent();
    }
}
