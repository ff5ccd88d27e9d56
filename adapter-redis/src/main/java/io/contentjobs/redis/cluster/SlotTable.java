package io.contentjobs.redis.cluster;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Who owns which of a Cluster's 16,384 slots. Immutable. */
final class SlotTable<T> {
    private static final int SLOTS = 16_384;

    private final @Nullable Object[] owners;

    private SlotTable(@Nullable Object[] owners) {
        this.owners = owners;
    }

    /** Knows no owner. */
    static <T> SlotTable<T> empty() {
        return new SlotTable<>(new Object[SLOTS]);
    }

    /** Returns the same table with what {@code other} says in the place of each owner. */
    <U> SlotTable<U> map(Function<T, U> other) {
        Map<T, U> others = new HashMap<>();
        @Nullable Object[] mapped = new Object[SLOTS];
        for (int slot = 0; slot < SLOTS; slot++) {
            T owner = ownerOf(slot);
            mapped[slot] = owner == null ? null : others.computeIfAbsent(owner, other);
        }
        return new SlotTable<>(mapped);
    }

    boolean hasOwner(T owner) {
        return Arrays.asList(owners).contains(owner);
    }

    /** Returns each owner once. */
    Set<T> owners() {
        Set<T> all = new HashSet<>();
        for (int slot = 0; slot < SLOTS; slot++) {
            T owner = ownerOf(slot);
            if (owner != null) {
                all.add(owner);
            }
        }
        return all;
    }

    boolean isEmpty() {
        return Arrays.stream(owners).allMatch(Objects::isNull);
    }

    /** Returns what is kept for the master that has that key; null where none is known. */
    @Nullable T ownerOf(String key) {
        return ownerOf(JedisClusterCRC16.getSlot(key));
    }

    /** Returns what is kept for the master that has that slot; null where none is known. */
    @SuppressWarnings("unchecked") // only the builder and map() fill the array, with T alone
    @Nullable T ownerOf(int slot) {
        return (T) owners[slot];
    }

    /** Makes a table. */
    static final class Builder<T> {
        private final @Nullable Object[] owners = new Object[SLOTS];

        /** Says who has the slots from {@code first} to {@code last}. */
        void own(int first, int last, T owner) {
            Arrays.fill(owners, first, last + 1, owner);
        }

        SlotTable<T> build() {
            return new SlotTable<>(owners.clone());
        }
    }
}
