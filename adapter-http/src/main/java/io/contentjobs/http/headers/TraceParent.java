package io.contentjobs.http.headers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a request stands in a trace: W3C Trace Context, section 3.2. */
public final class TraceParent {
    public static final String NAME = "traceparent";

    private static final Pattern FORM = Pattern.compile(
            "([0-9a-f]{2})-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-[A-Za-z0-9_-]{0,64})?");
    private static final String FIRST_VERSION = "00";
    private static final String NO_VERSION = "ff";

    private TraceParent() {}

    /** Future versions may have more at the end, version 00 does not. */
    public static boolean isValid(String value) {
        Matcher form = FORM.matcher(value);
        if (!form.matches() || NO_VERSION.equals(form.group(1))) {
            return false;
        }
        return form.group(2) == null || !FIRST_VERSION.equals(form.group(1));
    }
}
