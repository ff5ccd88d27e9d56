package io.contentjobs.http.security;

import org.jspecify.annotations.Nullable;

/** The paths of the API, which need a token if tokens are configured: {@code /api/} and all below. */
final class ApiPath {
    private static final String API = "/api/";

    private ApiPath() {}

    /**
     * Tells whether a path is certainly outside the API. A path that is written in an unusual way is not: a router might take
     * it for one of the API's.
     *
     * @param path as it was sent, percent-encoding included
     */
    static boolean isOther(@Nullable String path) {
        return path != null && !path.startsWith(API) && isUsual(path);
    }

    private static boolean isUsual(String path) {
        if (!path.startsWith("/")) {
            return false;
        }
        for (int i = 1; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean beginsSegment = path.charAt(i - 1) == '/';
            boolean usual = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '_'
                    || ((c == '/' || c == '.') && !beginsSegment);
            if (!usual) {
                return false;
            }
        }
        return true;
    }
}
