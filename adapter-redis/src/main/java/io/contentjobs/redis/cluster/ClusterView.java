package io.contentjobs.redis.cluster;

import io.contentjobs.redis.connect.LentConnection;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.Pool;
import redis.clients.jedis.util.SafeEncoder;

/**
 * What one node of a cluster knows of it. A node that has lost touch with the others tells its slots as they were, for
 * as long as that lasts.
 *
 * @param node the node
 * @param serving whether it is in touch with most masters, and so serves ({@code cluster_state})
 * @param epoch the latest election that it has heard of ({@code cluster_current_epoch})
 * @param slots who has which slot
 */
record ClusterView(Pool<Connection> node, boolean serving, long epoch, ClusterSlots slots) {
    private static final Comparator<ClusterView> BY_KNOWLEDGE =
            Comparator.comparing(ClusterView::serving).thenComparingLong(ClusterView::epoch);

    private static final Pattern EPOCH = Pattern.compile("cluster_current_epoch:(\\d{1,18})");

    /** Asks all nodes; returns what the one says that is best informed, or nothing where none answers. */
    static Optional<ClusterView> best(Fanout fanout, Collection<? extends Pool<Connection>> nodes) {
        return fanout.<Pool<Connection>, ClusterView>ask(List.copyOf(nodes), ClusterView::of).values().stream()
                .max(BY_KNOWLEDGE);
    }

    SlotTable<String> masters() {
        return slots.masters();
    }

    /** Asks a node. */
    static ClusterView of(Pool<Connection> node) {
        LentConnection lent = LentConnection.of(node);
        try {
            Connection connection = lent.connection();
            Object info = connection.executeCommand(
                    new CommandArguments(Protocol.Command.CLUSTER).add(Protocol.Keyword.INFO));
            String text = SafeEncoder.encode((byte[]) info);
            Matcher epoch = EPOCH.matcher(text);
            return new ClusterView(
                    node,
                    text.contains("cluster_state:ok"),
                    epoch.find() ? Long.parseLong(epoch.group(1)) : 0,
                    ClusterSlots.ask(connection));
        } catch (JedisDataException reply) {
            lent.heed(reply);
            throw reply;
        } finally {
            lent.giveBack();
        }
    }
}
