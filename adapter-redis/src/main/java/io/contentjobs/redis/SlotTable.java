package io.contentjobs.redis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.util.JedisClusterCRC16;
import redis.clients.jedis.util.SafeEncoder;

/** Who owns which of a cluster's 16,384 slots, as {@code CLUSTER SLOTS} told. Immutable. */
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

    /** Asks a node for all slots; what is kept for a master is its name, {@code host:port}. */
    static SlotTable<String> read(Connection connection) {
        @Nullable Object[] owners = new Object[SLOTS];
        Object reply = connection.executeCommand(
                new CommandArguments(Protocol.Command.CLUSTER).add(Protocol.ClusterKeyword.SLOTS));
        for (Object range : (List<?>) reply) {
            List<?> fields = (List<?>) range;
            int first = ((Long) fields.get(0)).intValue();
            int last = ((Long) fields.get(1)).intValue();
            List<?> master = (List<?>) fields.get(2);
            String host = SafeEncoder.encode((byte[]) master.get(0));
            int port = ((Long) master.get(1)).intValue();
            Arrays.fill(owners, first, last + 1, new HostAndPort(host, port).toString());
        }
        return new SlotTable<>(owners);
    }

    /** Returns the same table with what {@code other} says in the place of each owner. */
    <U> SlotTable<U> map(Function<T, U> other) {
        Map<T, U> others = new HashMap<>();
        @Nullable Object[] mapped = new Object[SLOTS];
        for (int slot = 0; slot < SLOTS; slot++) {
            T owner = owner(slot);
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
            T owner = owner(slot);
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
        return owner(JedisClusterCRC16.getSlot(key));
    }

    @SuppressWarnings("unchecked") // only read() and map() fill the array, with T alone
    private @Nullable T owner(int slot) {
        return (T) owners[slot];
    }
}
