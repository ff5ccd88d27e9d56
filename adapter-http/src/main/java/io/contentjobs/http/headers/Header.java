package io.contentjobs.http.headers;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A header of a response. Immutable and thread-safe. */
public final class Header {
    private final String name;
    private final String value;
    private final boolean isConstant;
    private volatile @Nullable Object encoded;

    private Header(String name, String value, boolean isConstant) {
        this.name = name;
        this.value = value;
        this.isConstant = isConstant;
    }

    /** Returns a header of one response. */
    public static Header of(String name, String value) {
        return new Header(name, value, false);
    }

    /** Returns a header that many responses share. It caches its encoded form. */
    public static Header constant(String name, String value) {
        return new Header(name, value, true);
    }

    public String name() {
        return name;
    }

    public String value() {
        return value;
    }

    /** Tells whether many responses share this header. */
    public boolean isConstant() {
        return isConstant;
    }

    /**
     * Returns the encoded form of this header. A constant header caches it.
     *
     * @param type the type that {@code encoder} returns
     */
    public <T> T encoded(Class<T> type, Function<Header, T> encoder) {
        Object known = encoded;
        if (type.isInstance(known)) {
            return type.cast(known);
        }
        T made = encoder.apply(this);
        if (isConstant) {
            encoded = made;
        }
        return made;
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
