package io.contentjobs.bootstrap.keys;

import java.util.stream.IntStream;

/** Recognizes secrets that nobody has drawn at random. Most weak secrets look like any other and pass. */
final class WeakSecret {
    /** Shorter patterns have less than half of the 256 bits that HS256 wants. */
    private static final int MIN_PATTERN = 16;

    /** Random secrets have more, in hexadecimal digits too. */
    private static final int MIN_DIFFERENT_BYTES = 8;

    private WeakSecret() {}

    /** Tells whether it repeats a short pattern, such as one byte, or consists of very few different bytes. */
    static boolean isWeak(byte[] secret) {
        return IntStream.range(1, MIN_PATTERN).anyMatch(length -> repeats(secret, length))
                || IntStream.range(0, secret.length)
                                .map(i -> secret[i])
                                .distinct()
                                .count()
                        < MIN_DIFFERENT_BYTES;
    }

    private static boolean repeats(byte[] secret, int length) {
        return IntStream.range(length, secret.length).allMatch(i -> secret[i] == secret[i - length]);
    }
}
