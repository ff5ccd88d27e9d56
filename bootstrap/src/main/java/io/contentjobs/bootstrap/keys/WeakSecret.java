package io.contentjobs.bootstrap.keys;

import java.util.stream.IntStream;

/** Detects some secrets that are not random. Most weak secrets are not detectable. */
final class WeakSecret {
    /** Shorter patterns have less than half of the 256 bits that HS256 needs. */
    private static final int MIN_PATTERN = 16;

    /** Random secrets have more, also in hexadecimal digits. */
    private static final int MIN_DIFFERENT_BYTES = 8;

    private WeakSecret() {}

    /** Tells whether the secret repeats a short pattern or has very few different bytes. */
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
