package io.contentjobs.http.security;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The tokens whose signatures have been checked lately. A table of fixed size: each token has four places, of which it takes
 * one that is of no use any more or else any; whoever is driven out is checked once more. It holds no token, only their
 * SHA-256: two megabytes when it is full. Thread-safe.
 */
public final class VerifiedTokens {
    private static final int PLACES_EACH = 4;
    private static final int SETS = 4_096;

    private final AtomicReferenceArray<@Nullable Verified> places = new AtomicReferenceArray<>(SETS * PLACES_EACH);

    /** Returns when the token with that digest is valid; null if it is not known. */
    public @Nullable Validity find(byte[] digest) {
        int first = firstPlaceOf(digest);
        for (int place = first; place < first + PLACES_EACH; place++) {
            Verified there = places.get(place);
            if (there != null && Arrays.equals(there.digest(), digest)) {
                return there.validity();
            }
        }
        return null;
    }

    /**
     * Remembers when the token with that digest is valid.
     *
     * @param now in seconds since 1970
     */
    public void put(byte[] digest, Validity validity, long now) {
        int first = firstPlaceOf(digest);
        int place = first + ThreadLocalRandom.current().nextInt(PLACES_EACH);
        for (int other = first; other < first + PLACES_EACH; other++) {
            Verified there = places.get(other);
            if (there == null || !there.validity().includes(now)) {
                place = other;
                break;
            }
        }
        places.set(place, new Verified(digest, validity));
    }

    private static int firstPlaceOf(byte[] digest) {
        return (ByteBuffer.wrap(digest).getInt() & (SETS - 1)) * PLACES_EACH;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole, and seen by nobody else
    private record Verified(byte[] digest, Validity validity) {}
}
