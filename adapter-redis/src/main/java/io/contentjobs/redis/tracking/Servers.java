package io.contentjobs.redis.tracking;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;

/** The servers that have the keys, as far as they are known now. Thread-safe; no method waits for a server. */
public interface Servers {
    /** Returns the one server, or the masters of a Cluster; empty while they are not known. */
    Set<HostAndPort> all();

    /** Returns the server that has the key; null while it is not known. */
    @Nullable HostAndPort of(String key);

    /** Has the servers looked up again, in the background: a reply or a failure says that they may have changed. */
    void requestRefresh();
}
