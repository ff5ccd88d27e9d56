package io.contentjobs.domain;

/**
 * The URLs of the images of a completed job: one absolute {@code http} or {@code https} URL for each style.
 *
 * <p>A URL is valid if browsers accept it (WHATWG URL Standard, without a base URL). Characters that RFC 3986 and RFC 3987
 * forbid are percent-encoded; a URL without such characters is kept unchanged. Other schemes are refused, since front ends
 * put these URLs into pages, where a {@code javascript:} URL is a script. A user or a password is refused, since every
 * client would read it.
 *
 * @param simple the image in the simple style
 * @param fancy the image in the fancy style
 * @param trendy the image in the trendy style
 */
public record ImageUrls(String simple, String fancy, String trendy) {
    /**
     * @throws IllegalArgumentException if browsers refuse a URL, or if it is not http(s), contains a user or a password, or is longer
     *     than 16,384 characters; the message contains the style and the reason, but not the URL
     */
    public ImageUrls {
        simple = wellFormed(ImageStyle.SIMPLE, simple);
        fancy = wellFormed(ImageStyle.FANCY, fancy);
        trendy = wellFormed(ImageStyle.TRENDY, trendy);
    }

    /** Returns the URL of the image in {@code style}. */
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
