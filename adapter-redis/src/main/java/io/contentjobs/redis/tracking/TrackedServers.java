package io.contentjobs.redis.tracking;

import io.contentjobs.redis.connect.DaemonThreads;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;

/** Has a {@link TrackedServer} for each server of the moment: Sentinels or a Cluster may name others at any time. */
final class TrackedServers implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Servers servers;
    private final Function<HostAndPort, TrackedServer> opener;
    private final Thread thread = DaemonThreads.unstarted(this::followUntilClosed, "content-jobs-redis-servers");
    private volatile Map<HostAndPort, TrackedServer> tracked = Map.of();
    private volatile boolean closed;

    TrackedServers(Servers servers, Function<HostAndPort, TrackedServer> opener) {
        this.servers = servers;
        this.opener = opener;
    }

    void start() {
        thread.start();
    }

    /** Returns the tracked connection to the server that has the key; null if there is none at present. */
    @Nullable TrackedConnection connectionFor(String key) {
        HostAndPort server = servers.of(key);
        TrackedServer found = server == null ? null : tracked.get(server);
        if (found == null) {
            LockSupport.unpark(thread);
            return null;
        }
        return found.connection();
    }

    void requestRefresh() {
        servers.requestRefresh();
    }

    private void followUntilClosed() {
        while (!closed) {
            follow();
            LockSupport.parkNanos(this, PAUSE.toNanos());
        }
    }

    private synchronized void follow() {
        Set<HostAndPort> current = servers.all();
        if (closed || current.isEmpty() || current.equals(tracked.keySet())) {
            return;
        }
        Map<HostAndPort, TrackedServer> next = new HashMap<>();
        for (HostAndPort server : current) {
            TrackedServer known = tracked.get(server);
            next.put(server, known == null ? opener.apply(server) : known);
        }
        Map<HostAndPort, TrackedServer> previous = tracked;
        tracked = Map.copyOf(next);
        previous.forEach((server, former) -> {
            if (!current.contains(server)) {
                former.close();
            }
        });
    }

    @Override
    public synchronized void close() {
        closed = true;
        tracked.values().forEach(TrackedServer::close);
        tracked = Map.of();
        LockSupport.unpark(thread);
    }
}
