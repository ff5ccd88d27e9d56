package io.contentjobs.http.headers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code If-None-Match}: RFC 9110, section 13.1.2. Tags are compared weakly (section 8.8.3.2), because a gateway that
 * compresses makes our tags weak. A malformed tag is ignored: a full response is always correct.
 */
public final class IfNoneMatch {
    public static final String NAME = "If-None-Match";

    /** An element of the list: a tag, which may contain commas, and malformed rest. */
    private static final Pattern ELEMENT = Pattern.compile("\\G[ \t,]*+(?:W/)?+(\"[^\"]*+\")?+[ \t]*+([^,]*+)");

    private IfNoneMatch() {}

    /** Tells whether one of the request's headers of that name contains the tag or is {@code *}. */
    public static boolean names(RequestHeaders request, String etag) {
        for (String value : request.valuesOf(NAME)) {
            if (value.equals(etag) || names(value, etag)) {
                return true;
            }
        }
        return false;
    }

    private static boolean names(String value, String etag) {
        if (!value.contains(etag)) {
            return value.strip().equals("*");
        }
        Matcher element = ELEMENT.matcher(value);
        while (element.find()) {
            if (etag.equals(element.group(1)) && element.group(2).isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
