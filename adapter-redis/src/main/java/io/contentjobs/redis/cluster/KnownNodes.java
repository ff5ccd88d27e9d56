package io.contentjobs.redis.cluster;

import java.util.Map;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/** The nodes of a Cluster, as far as its client knows them. A node is named {@code host:port}. Thread-safe. */
interface KnownNodes extends AutoCloseable {
    /** Returns which master has which slot. */
    SlotMap slots();

    /** Returns the connections to each node. */
    Map<String, ConnectionPool> pools();

    /**
     * Returns the connections to that node, which a redirection may name before the slot table does.
     *
     * @throws JedisException if the client is closed, or does not find the node
     */
    ConnectionPool pool(String node);

    /**
     * Returns the node that a redirection names. A node that does not know the other's host leaves it out, which means its
     * own; one that prefers hostnames and knows none says {@code ?}, which may be any known node with that port.
     *
     * @param asked the node that redirects
     */
    default String target(JedisRedirectionException redirection, HostAndPort asked) {
        HostAndPort named = redirection.getTargetNode();
        String sameHost = new HostAndPort(asked.getHost(), named.getPort()).toString();
        if (named.getHost().isEmpty()) {
            return sameHost;
        }
        if (!named.getHost().equals("?")) {
            return named.toString();
        }
        return pools().keySet().stream()
                .filter(node -> node.endsWith(":" + named.getPort()) && !node.equals(asked.toString()))
                .findAny()
                .orElse(sameHost);
    }

    @Override
    void close();
}
