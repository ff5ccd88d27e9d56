package io.contentjobs.http.security;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The tokens whose signatures have been checked lately, in a table of fixed size. Each token has a set of four slots; it takes
 * an expired one, else any. A token that is displaced is checked again. The table holds SHA-256 digests, no tokens: two megabytes
 * when it is full. Thread-safe.
 */
public final class VerifiedTokens {
    private static final int SLOTS_EACH = 4;
    private static final int SETS = 4_096;

    private final AtomicReferenceArray<@Nullable Verified> slots = new AtomicReferenceArray<>(SETS * SLOTS_EACH);

    /** Returns when the token with that digest is valid; null if it is not known. */
    public @Nullable Validity find(byte[] digest) {
        int first = firstSlotOf(digest);
        for (int slot = first; slot < first + SLOTS_EACH; slot++) {
            Verified there = slots.get(slot);
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
        int first = firstSlotOf(digest);
        int slot = first + ThreadLocalRandom.current().nextInt(SLOTS_EACH);
        for (int other = first; other < first + SLOTS_EACH; other++) {
            Verified there = slots.get(other);
            if (there == null || !there.validity().includes(now)) {
                slot = other;
                break;
            }
        }
        slots.set(slot, new Verified(digest, validity));
    }

    private static int firstSlotOf(byte[] digest) {
        return (ByteBuffer.wrap(digest).getInt() & (SETS - 1)) * SLOTS_EACH;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole, and seen by nobody else
    private record Verified(byte[] digest, Validity validity) {}
}
