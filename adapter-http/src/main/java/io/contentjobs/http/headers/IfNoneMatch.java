package io.contentjobs.http.headers;

/**
 * {@code If-None-Match}: RFC 9110, section 13.1.2. Tags are compared weakly (section 8.8.3.2), since a gateway that
 * compresses makes ours weak. A malformed tag is ignored: to answer in full is never wrong.
 */
public final class IfNoneMatch {
    public static final String NAME = "If-None-Match";

    private IfNoneMatch() {}

    /** Tells whether one of the request's headers of that name, of which there may be several, names the tag or is {@code *}. */
    public static boolean names(RequestHeaders request, String etag) {
        for (String value : request.valuesOf(NAME)) {
            if (names(value, etag)) {
                return true;
            }
        }
        return false;
    }

    private static boolean names(String value, String etag) {
        if (value.strip().equals("*")) {
            return true;
        }
        int at = startOfElement(value, 0);
        while (at < value.length()) {
            int tag = value.startsWith("W/", at) ? at + 2 : at;
            int end = endOfTag(value, tag);
            if (end < 0) {
                end = tag;
            } else if (end - tag == etag.length() && value.startsWith(etag, tag) && endsElement(value, end)) {
                return true;
            }
            int comma = value.indexOf(',', end);
            if (comma < 0) {
                return false;
            }
            at = startOfElement(value, comma + 1);
        }
        return false;
    }

    /** Returns the index after the quoted tag that starts at {@code start}; negative if none does. A tag may hold commas. */
    private static int endOfTag(String value, int start) {
        if (start >= value.length() || value.charAt(start) != '"') {
            return -1;
        }
        int quote = value.indexOf('"', start + 1);
        return quote < 0 ? -1 : quote + 1;
    }

    private static boolean endsElement(String value, int end) {
        int next = skipSpace(value, end);
        return next == value.length() || value.charAt(next) == ',';
    }

    private static int startOfElement(String value, int from) {
        int at = skipSpace(value, from);
        while (at < value.length() && value.charAt(at) == ',') {
            at = skipSpace(value, at + 1);
        }
        return at;
    }

    private static int skipSpace(String value, int from) {
        int at = from;
        while (at < value.length() && (value.charAt(at) == ' ' || value.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }
}
