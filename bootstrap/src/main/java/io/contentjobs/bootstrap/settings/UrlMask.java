package io.contentjobs.bootstrap.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides possible passwords in a URL that cannot be parsed: everything before the last {@code '@'}, and everything that
 * has not the form of a scheme or of {@code host:port,host:port/db}, such as a port that is not a number.
 */
final class UrlMask {
    private static final Pattern PARTS =
            Pattern.compile("((?:[A-Za-z][A-Za-z0-9+.-]*:)?//)?(.*@)?(.*)", Pattern.DOTALL);
    private static final String HOST = "(?:[A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]*])(?::[0-9]{0,5})?";
    private static final Pattern ADDRESS = Pattern.compile(HOST + "(?:," + HOST + ")*(?:/[0-9]*)?");
    private static final String HIDDEN = "****";

    private UrlMask() {}

    static String mask(String url) {
        Matcher parts = PARTS.matcher(url);
        if (!parts.matches() || (url.equals(parts.group(3)) && !url.contains(":"))) {
            return HIDDEN;
        }
        String scheme = parts.group(1) == null ? "" : parts.group(1);
        String user = parts.group(2) == null ? "" : HIDDEN + "@";
        String address = parts.group(3);
        return scheme + user + (ADDRESS.matcher(address).matches() ? address : HIDDEN);
    }
}
