package io.contentjobs.domain;

import java.util.Locale;

/** The styles of the images of a draft, in display order. */
public enum ImageStyle {
    SIMPLE,
    FANCY,
    TRENDY;

    private final String key = name().toLowerCase(Locale.ROOT);

    /** Returns the style's name in stores and responses: {@code simple}, {@code fancy}, {@code trendy}. */
    public String key() {
        return key;
    }
}
