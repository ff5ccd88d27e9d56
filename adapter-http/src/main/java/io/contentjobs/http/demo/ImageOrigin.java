package io.contentjobs.http.demo;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where this server is, as a client sees it: pictures come from the same origin as the page. The request names the host; and
 * {@code Origin}, where it names the same host, adds that a gateway speaks TLS.
 */
final class ImageOrigin {
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

    private ImageOrigin() {}

    /**
     * Returns it without a slash at its end; nothing if the request does not tell.
     *
     * @param authority the host and the port that the request is for
     * @param origin the header of that name
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
