package io.contentjobs.redis.cluster;

import java.util.Map;
import redis.clients.jedis.ConnectionPool;

/** The nodes of a Cluster, as far as its client knows them. */
interface KnownNodes {
    /** Returns the connections to each node, by {@code host:port}. */
    Map<String, ConnectionPool> pools();

    /**
     * Asks the nodes for the slots' masters, and makes them the known ones; takes a time-out or two where nodes hang.
     *
     * @param fanout asks all nodes at once
     * @return the masters; none where no node tells any
     */
    SlotTable<String> refresh(Fanout fanout);
}
