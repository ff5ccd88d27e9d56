package io.contentjobs.http.security;

import org.jspecify.annotations.Nullable;

/** Which paths are the API's, {@code /api/} and what is below, and so need a token where there are any. */
final class ApiPath {
    private static final String API = "/api/";

    private ApiPath() {}

    /**
     * Tells whether that is certainly another resource's path. One that is written in an unusual way is not: somebody behind
     * us might understand it as one of the API's.
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
