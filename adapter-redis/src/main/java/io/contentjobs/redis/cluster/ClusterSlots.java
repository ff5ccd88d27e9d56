package io.contentjobs.redis.cluster;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.KeyValue;
import redis.clients.jedis.util.SafeEncoder;

/**
 * The reply of a node to {@code CLUSTER SLOTS}. A node is named {@code host:port}. If the reply gives no host, the host is
 * that of the node that was asked: a node that has never met another gives an empty host, and a node whose {@code
 * cluster-preferred-endpoint-type} is {@code unknown-endpoint} gives null. If the host is {@code ?}, as from a node that
 * prefers hostnames and knows none, the host is the address in the node's metadata, else that of the node that was asked.
 *
 * @param masters the slots' masters
 * @param nodes the masters and the replicas
 * @see <a href="https://redis.io/docs/latest/commands/cluster-slots/">CLUSTER SLOTS</a>
 */
record ClusterSlots(SlotTable masters, Set<String> nodes) {
    /** Knows no node. */
    static final ClusterSlots NONE = new ClusterSlots(SlotTable.EMPTY, Set.of());

    private static final int FIRST_NODE = 2;
    private static final int METADATA = 3;

    /**
     * Asks a node.
     *
     * @param host the host of the node
     */
    static ClusterSlots ask(Connection connection, String host) {
        Object reply = connection.executeCommand(
                new CommandArguments(Protocol.Command.CLUSTER).add(Protocol.ClusterKeyword.SLOTS));
        try {
            return read((List<?>) reply, host);
        } catch (ClassCastException | IndexOutOfBoundsException | NullPointerException otherShape) {
            throw new JedisException("The reply to CLUSTER SLOTS is not understood", otherShape);
        }
    }

    private static ClusterSlots read(List<?> ranges, String askedHost) {
        SlotTable.Builder masters = new SlotTable.Builder();
        Set<String> nodes = new HashSet<>();
        for (Object range : ranges) {
            List<?> fields = (List<?>) range;
            for (int i = FIRST_NODE; i < fields.size(); i++) {
                List<?> entry = (List<?>) fields.get(i);
                int port = ((Long) entry.get(1)).intValue();
                String node = new HostAndPort(host(entry, askedHost), port).toString();
                nodes.add(node);
                if (i == FIRST_NODE) {
                    masters.own(((Long) fields.get(0)).intValue(), ((Long) fields.get(1)).intValue(), node);
                }
            }
        }
        return new ClusterSlots(masters.build(), nodes);
    }

    private static String host(List<?> entry, String askedHost) {
        String told = text(entry.get(0));
        if (told.equals("?")) {
            told = entry.size() > METADATA ? address((List<?>) entry.get(METADATA)) : "";
        }
        return told.isEmpty() ? askedHost : told;
    }

    /** Names and values by turns, in RESP3 in pairs. */
    private static String address(List<?> metadata) {
        for (Iterator<?> all = metadata.iterator(); all.hasNext(); ) {
            Object name = all.next();
            Object value = name instanceof KeyValue<?, ?> pair ? pair.getValue() : all.next();
            if (text(name instanceof KeyValue<?, ?> pair ? pair.getKey() : name).equals("ip")) {
                return text(value);
            }
        }
        return "";
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : SafeEncoder.encode((byte[]) value);
    }
}
