package io.contentjobs.http.security;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The recently verified tokens, in a table of fixed size. Each token has a set of four slots; it takes the slot of an
 * expired token, else any of the four. A displaced token is verified again. The table contains SHA-256 digests and no
 * tokens: two megabytes when it is full. Thread-safe.
 */
public final class VerifiedTokens {
    private static final int SLOTS_EACH = 4;
    private static final int SETS = 4_096;

    private final AtomicReferenceArray<@Nullable Verified> slots = new AtomicReferenceArray<>(SETS * SLOTS_EACH);

    /** Returns the validity of the token with that digest; null if it is unknown. */
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
     * Stores the validity of the token with that digest.
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

    @SuppressWarnings("ArrayRecordComponent") // private, and never compared
    private record Verified(byte[] digest, Validity validity) {}
}
