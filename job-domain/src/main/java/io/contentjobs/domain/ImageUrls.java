package io.contentjobs.domain;

/**
 * Where the images of a completed job are: one absolute {@code http} or {@code https} URL a style. Each is judged as browsers
 * judge it (WHATWG URL Standard, without a base URL) and percent-encoded where RFC 3986 or RFC 3987 asks for it; a URL that
 * is valid as it stands is kept to the letter. Other schemes are refused: front ends put these into pages, where a
 * {@code javascript:} URL is a script. A user or a password is refused: every client would read it.
 *
 * @param simple the image in the simple style
 * @param fancy the image in the fancy style
 * @param trendy the image in the trendy style
 */
public record ImageUrls(String simple, String fancy, String trendy) {
    /**
     * @throws IllegalArgumentException if browsers refuse one of them, it is not http(s), it has a user or a password in it, or it is
     *     longer than 16,384 characters; the message names the style and the reason, and does not repeat the URL
     */
    public ImageUrls {
        simple = wellFormed(ImageStyle.SIMPLE, simple);
        fancy = wellFormed(ImageStyle.FANCY, fancy);
        trendy = wellFormed(ImageStyle.TRENDY, trendy);
    }

    /** Returns the URL of the image in that style. */
    public String of(ImageStyle style) {
        return switch (style) {
            case SIMPLE -> simple;
            case FANCY -> fancy;
            case TRENDY -> trendy;
        };
    }

    private static String wellFormed(ImageStyle style, String url) {
        try {
            return HttpUrl.wellFormed(url);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException("The " + style.key() + " image's URL " + refused.getMessage());
        }
    }
}
