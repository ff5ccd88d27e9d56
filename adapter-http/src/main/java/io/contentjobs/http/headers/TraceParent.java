package io.contentjobs.http.headers;

import java.util.regex.Pattern;

/** The header {@code traceparent}: W3C Trace Context, section 3.2. */
public final class TraceParent {
    public static final String NAME = "traceparent";

    /** Version ff is invalid. Future versions may have more fields at the end; version 00 may not. */
    private static final Pattern FORM = Pattern.compile("(?!ff|00.{53}-)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}"
            + "-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-[A-Za-z0-9_-]{0,64})?");

    private TraceParent() {}

    /** Tells whether the value is well-formed. */
    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }
}
