package io.contentjobs.redis;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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

    /** Asks a node for all slots; {@code ownerAt} says what is kept for a master, named {@code host:port}. */
    static <T> SlotTable<T> read(Connection connection, Function<String, T> ownerAt) {
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
            Arrays.fill(owners, first, last + 1, ownerAt.apply(new HostAndPort(host, port).toString()));
        }
        return new SlotTable<>(owners);
    }

    boolean hasOwner(T owner) {
        return Arrays.asList(owners).contains(owner);
    }

    boolean isEmpty() {
        return Arrays.stream(owners).allMatch(Objects::isNull);
    }

    /** Returns what is kept for the master that has that key; null where none is known. */
    @SuppressWarnings("unchecked") // only read() fills the array, with T alone
    @Nullable T ownerOf(String key) {
        return (T) owners[JedisClusterCRC16.getSlot(key)];
    }
}
