package io.contentjobs.redis.cluster;

import io.contentjobs.redis.connect.LentConnection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.Pool;
import redis.clients.jedis.util.SafeEncoder;

/**
 * The knowledge of one node about its Cluster. A node that is cut off from the others keeps answering with its old slots.
 *
 * @param serving whether the node reaches most masters, and so serves ({@code cluster_state})
 * @param epoch the latest election that the node has heard of ({@code cluster_current_epoch})
 * @param slots which master has which slot, to the node's knowledge
 */
record ClusterView(boolean serving, long epoch, ClusterSlots slots) {
    private static final Comparator<ClusterView> BY_KNOWLEDGE =
            Comparator.comparing(ClusterView::serving).thenComparingLong(ClusterView::epoch);

    private static final Pattern EPOCH = Pattern.compile("cluster_current_epoch:(\\d{1,18})");

    /** Asks all nodes. Returns the view of a serving node with the highest epoch, else of another one; empty if none answers. */
    static <P extends Pool<Connection>> Optional<ClusterView> best(Fanout fanout, Map<String, P> nodes) {
        Map<Map.Entry<String, P>, ClusterView> views =
                fanout.ask(Map.copyOf(nodes).entrySet(), node -> of(HostAndPort.from(node.getKey()), node.getValue()));
        return views.values().stream().max(BY_KNOWLEDGE);
    }

    private static ClusterView of(HostAndPort name, Pool<Connection> node) {
        LentConnection lent = LentConnection.of(node);
        try {
            Connection connection = lent.connection();
            Object info = connection.executeCommand(
                    new CommandArguments(Protocol.Command.CLUSTER).add(Protocol.Keyword.INFO));
            String text = SafeEncoder.encode((byte[]) info);
            Matcher epoch = EPOCH.matcher(text);
            return new ClusterView(
                    text.contains("cluster_state:ok"),
                    epoch.find() ? Long.parseLong(epoch.group(1)) : 0,
                    ClusterSlots.ask(connection, name.getHost()));
        } catch (JedisDataException reply) {
            lent.heed(reply);
            throw reply;
        } finally {
            lent.giveBack();
        }
    }
}
