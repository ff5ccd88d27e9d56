package io.contentjobs.redis.tracking;

import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.pipeline.Reads;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import redis.clients.jedis.JedisClientConfig;

/** Opens tracked reads. Thread-safe. */
public final class Tracking implements AutoCloseable {
    private final Servers servers;
    private final JedisClientConfig config;
    private final Reads untracked;
    private final RedisErrors errors;
    private final Duration timeout;
    private final Set<Opened> opened = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param config how to connect and log in
     * @param untracked reads what cannot be tracked; its owner closes it
     * @param timeout the longest that the tracked connections are waited for in one read
     */
    public Tracking(Servers servers, JedisClientConfig config, Reads untracked, RedisErrors errors, Duration timeout) {
        this.servers = servers;
        this.config = config;
        this.untracked = untracked;
        this.errors = errors;
        this.timeout = timeout;
    }

    /**
     * Opens reads, which connect in the background: the first ones may be untracked.
     *
     * @param listener learns of changes until the reads are closed, or this is
     */
    public TrackedReads open(TrackingListener listener) {
        Opened open = new Opened(listener);
        opened.add(open);
        if (closed) {
            open.close();
        } else {
            open.connections.start();
        }
        return new TrackedReads(open.connections, untracked, errors, timeout, open::close);
    }

    @Override
    public void close() {
        closed = true;
        opened.forEach(Opened::close);
    }

    /** The connections of one listener, which hears nothing more once they are closed. */
    private final class Opened implements TrackingListener {
        private final TrackingListener listener;
        private final TrackedServers connections;
        private volatile boolean ended;

        Opened(TrackingListener listener) {
            this.listener = listener;
            this.connections = new TrackedServers(servers, server -> {
                TrackedServer tracked =
                        new TrackedServer(server, config, timeout, this, servers::requestRefresh, errors.events());
                tracked.start();
                return tracked;
            });
        }

        @Override
        public void changed(String key) {
            if (!ended) {
                listener.changed(key);
            }
        }

        @Override
        public void allChanged() {
            if (!ended) {
                listener.allChanged();
            }
        }

        void close() {
            ended = true;
            connections.close();
            opened.remove(this);
        }
    }
}
