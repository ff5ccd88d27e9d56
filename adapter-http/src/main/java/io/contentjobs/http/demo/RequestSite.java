package io.contentjobs.bootstrap;

import io.contentjobs.http.HttpCall;
import java.util.Set;

/**
 * Recognizes requests that a browser makes for a page of another site (cross-site request forgery). A browser sends
 * {@code Origin} with each POST. Newer browsers also send {@code Sec-Fetch-Site} (Fetch Metadata Request Headers, section
 * 2.3). A page can change neither, whatever the form of its body. Clients that are no browsers send neither.
 */
final class RequestSite {
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private RequestSite() {}

    static boolean isForeign(HttpCall call) {
        return call.field("Sec-Fetch-Site").filter(site -> !OWN.contains(site)).isPresent()
                || call.field("Origin").filter(origin -> !isOwn(origin, call)).isPresent();
    }

    private static boolean isOwn(String origin, HttpCall call) {
        return call.authority()
                .filter(host -> origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host))
                .isPresent();
    }
}
