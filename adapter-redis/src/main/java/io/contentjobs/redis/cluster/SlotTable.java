package io.contentjobs.redis.cluster;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.util.JedisClusterCRC16;

/** The master of each of a Cluster's 16,384 slots. A node is named {@code host:port}. Immutable. */
final class SlotTable {
    /** Knows no master. */
    static final SlotTable EMPTY = new Builder().build();

    private static final int SLOTS = 16_384;

    private final @Nullable String[] masters;
    private final Set<String> nodes;

    private SlotTable(@Nullable String[] masters) {
        this.masters = masters;
        this.nodes = Stream.of(masters).filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns each master once. */
    Set<String> masters() {
        return nodes;
    }

    boolean isEmpty() {
        return nodes.isEmpty();
    }

    /** Returns the master that has that key; null where none is known. */
    @Nullable String masterOf(String key) {
        return masterOf(JedisClusterCRC16.getSlot(key));
    }

    /** Returns the master that has that slot; null where none is known. */
    @Nullable String masterOf(int slot) {
        return masters[slot];
    }

    /** Makes a table. */
    static final class Builder {
        private final @Nullable String[] masters = new String[SLOTS];

        /** Says that the node has the slots from {@code first} to {@code last}. */
        void own(int first, int last, String node) {
            Arrays.fill(masters, first, last + 1, node);
        }

        SlotTable build() {
            return new SlotTable(masters.clone());
        }
    }
}
