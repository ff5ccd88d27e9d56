package io.contentjobs.http.demo;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes requests that a browser makes for a page of another site (cross-site request forgery). A browser sends
 * {@code Origin} with each POST. Newer browsers also send {@code Sec-Fetch-Site} (Fetch Metadata Request Headers, section
 * 2.3). A page can change neither, whatever the form of its body. Clients that are no browsers send neither.
 */
final class RequestSite {
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private RequestSite() {}

    /**
     * @param authority the host and the port that the request is for
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
