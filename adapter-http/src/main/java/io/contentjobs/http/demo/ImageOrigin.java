package io.contentjobs.http.demo;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The origin of this server as a client sees it, for image URLs of the same origin as the page. The host is that of the
 * request. If {@code Origin} has the same host, its scheme is used, because a gateway may provide TLS.
 */
final class ImageOrigin {
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

    private ImageOrigin() {}

    /**
     * Returns the origin, without a slash at the end; empty if the request has no host.
     *
     * @param authority the host and port of the request
     * @param origin the header {@code Origin}
     */
    static Optional<String> of(Optional<String> authority, @Nullable String origin) {
        return authority
                .filter(HOST.asMatchPredicate())
                .map(host -> (speaksTls(origin, host) ? "https://" : "http://") + host)
                .filter(ImageOrigin::isUri);
    }

    private static boolean speaksTls(@Nullable String origin, String host) {
        return ("https://" + host).equalsIgnoreCase(origin);
    }

    private static boolean isUri(String origin) {
        try {
            return new URI(origin).getRawAuthority() != null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
