package io.contentjobs.domain;

import java.util.Locale;

/** The styles in which each draft's images are made, in the order in which they are shown. */
public enum ImageStyle {
    SIMPLE,
    FANCY,
    TRENDY;

    private final String key = name().toLowerCase(Locale.ROOT);

    /** Returns the name that stores and clients use: {@code simple}, {@code fancy}, {@code trendy}. */
    public String key() {
        return key;
    }
}
