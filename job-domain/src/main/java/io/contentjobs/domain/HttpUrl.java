package io.contentjobs.domain;

import java.util.regex.Pattern;

/**
 * The parser of absolute http(s) URLs (WHATWG URL Standard, section 4.4, without a base URL). It accepts the URLs that
 * browsers accept, and returns URLs that strict parsers accept too. It does not normalise: case, default ports, dot segments
 * and the notation of IP addresses stay unchanged.
 */
final class HttpUrl {
    /** The maximum length of a URL, before and after encoding. Servers and CDNs accept about 8 kB. */
    static final int MAX_LENGTH = 16_384;

    private static final int MAX_PORT = 65_535;

    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

    private HttpUrl() {}

    /**
     * Returns {@code url}, percent-encoded where strict parsers need it.
     *
     * @throws IllegalArgumentException if the URL is refused; the message is a predicate ("has no host") without the URL
     */
    static String wellFormed(String url) {
        require(url.length() <= MAX_LENGTH, "is longer than " + MAX_LENGTH + " characters");
        if (isPlain(url)) {
            return url;
        }
        String text = withoutBlanks(withoutLoneSurrogates(url));
        int colon = text.indexOf(':');
        String scheme = text.substring(0, Math.max(colon, 0));
        require(scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http"), "is not an absolute http(s) URL");
        int start = skipSlashes(text, colon + 1);
        int end = indexOfAny(text, "/\\?#", start);
        String written = scheme + "://" + authority(text.substring(start, end)) + rest(text.substring(end));
        require(written.length() <= MAX_LENGTH, "is longer than " + MAX_LENGTH + " characters");
        return written.equals(url) ? url : written;
    }

    /** Returns whether the URL has a plain host name and a path that needs no encoding, as most URLs do. */
    private static boolean isPlain(String url) {
        int start = url.startsWith("https://") ? 8 : url.startsWith("http://") ? 7 : url.length();
        int slash = url.indexOf('/', start);
        return DomainName.isPlain(url, start, slash) && UrlPart.PATH.isClean(url, slash);
    }

    private static String withoutLoneSurrogates(String url) {
        return UrlPart.isAscii(url) ? url : LONE_SURROGATE.matcher(url).replaceAll("\uFFFD");
    }

    /** Browsers remove spaces and control characters at both ends, as trim does, and tabs and line breaks everywhere. */
    private static String withoutBlanks(String url) {
        return url.trim().replace("\t", "").replace("\n", "").replace("\r", "");
    }

    /** Browsers accept any number of slashes and backslashes after the scheme, also none. */
    private static int skipSlashes(String text, int start) {
        int at = start;
        while (at < text.length() && (text.charAt(at) == '/' || text.charAt(at) == '\\')) {
            at++;
        }
        return at;
    }

    private static String authority(String text) {
        int at = text.lastIndexOf('@');
        String user = text.substring(0, at + 1);
        require(user.isEmpty() || user.equals("@") || user.equals(":@"), "has a user or a password in it");
        String server = text.substring(at + 1);
        int colon = indexOfAny(server, ":", server.startsWith("[") ? Math.max(server.indexOf(']'), 0) : 0);
        String host = server.substring(0, colon);
        String port = server.substring(colon);
        require(!host.isEmpty(), "has no host");
        require(isHost(host), "has a host that browsers refuse");
        require(isPort(port), "has a port that is not a number up to " + MAX_PORT);
        return (host.startsWith("[") ? host : UrlPart.HOST.encode(host)) + port;
    }

    private static boolean isHost(String text) {
        if (text.startsWith("[")) {
            return text.endsWith("]") && Ipv6Address.isValid(text.substring(1, text.length() - 1));
        }
        return DomainName.isValid(UrlPart.decode(text));
    }

    /** Accepts a colon without a port, too: it stands for the default port. */
    private static boolean isPort(String text) {
        int port = 0;
        for (int i = 1; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            port = Math.min(port * 10 + digit, MAX_PORT + 1);
        }
        return port <= MAX_PORT;
    }

    private static String rest(String text) {
        int hash = indexOfAny(text, "#", 0);
        int question = Math.min(indexOfAny(text, "?", 0), hash);
        String path = text.substring(0, question).replace('\\', '/');
        return UrlPart.PATH.encode(path)
                + afterDelimiter(text, question, hash)
                + afterDelimiter(text, hash, text.length());
    }

    private static String afterDelimiter(String text, int start, int end) {
        return start == end
                ? ""
                : text.charAt(start) + UrlPart.QUERY_OR_FRAGMENT.encode(text.substring(start + 1, end));
    }

    /** Returns the first index, from {@code start} on, of one of {@code characters}; the text's length if there is none. */
    private static int indexOfAny(String text, String characters, int start) {
        int at = start;
        while (at < text.length() && characters.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
