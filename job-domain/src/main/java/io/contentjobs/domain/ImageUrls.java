package io.contentjobs.domain;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * Where the images of a completed job are: one absolute {@code http} or {@code https} URL (RFC 3986) a style, kept to
 * the letter. Other schemes are refused: front ends put these into pages, where a {@code javascript:} URL is a script.
 *
 * @param simple the image in the simple style
 * @param fancy the image in the fancy style
 * @param trendy the image in the trendy style
 */
public record ImageUrls(String simple, String fancy, String trendy) {
    /** RFC 3986's authority with a registered name: {@link URI#getHost()} knows none with an underscore in it. */
    private static final Pattern NAMED_AUTHORITY = Pattern.compile("([^@]*@)?[^@:]+(:[0-9]*)?");

    /** @throws IllegalArgumentException if one of them is not an absolute http(s) URL; the message names the style */
    public ImageUrls {
        check(ImageStyle.SIMPLE, simple);
        check(ImageStyle.FANCY, fancy);
        check(ImageStyle.TRENDY, trendy);
    }

    /** Returns the URL of the image in that style. */
    public String of(ImageStyle style) {
        return switch (style) {
            case SIMPLE -> simple;
            case FANCY -> fancy;
            case TRENDY -> trendy;
        };
    }

    private static void check(ImageStyle style, String url) {
        if (!isAbsoluteHttp(url)) {
            throw new IllegalArgumentException("The " + style.key() + " image's URL is not an absolute http(s) URL");
        }
    }

    private static boolean isAbsoluteHttp(String url) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme();
            return ("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme)) && hasHost(uri);
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static boolean hasHost(URI uri) {
        String authority = uri.getRawAuthority();
        return authority != null
                && (uri.getHost() != null || NAMED_AUTHORITY.matcher(authority).matches());
    }
}
