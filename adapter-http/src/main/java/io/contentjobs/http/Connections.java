package io.contentjobs.http;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * All connections that are open. Knows which of them are too many, and closes those that are too slow: Jetty counts the
 * silence between two bytes, of which a client can send one now and then for ever. Thread-safe.
 */
final class Connections extends Watch<ConnectionProgress> implements Connection.Listener {
    private final ConnectionLimits limits;
    private final Duration idle;
    private final AtomicInteger served = new AtomicInteger();
    private final Set<Connection> refused = ConcurrentHashMap.newKeySet();
    private final Map<Connection, ConnectionProgress> watched = new ConcurrentHashMap<>();

    /** @param idle how long the next request may take to begin */
    Connections(ConnectionLimits limits, Duration idle) {
        super("connection-watch", limits.look());
        this.limits = limits;
        this.idle = idle;
    }

    /** Tells whether there is no room for the requests on that connection. */
    boolean isRefused(Connection connection) {
        return !refused.isEmpty() && refused.contains(connection);
    }

    /** Returns how many are open, those that are refused included. */
    int open() {
        return served.get() + refused.size();
    }

    @Override
    public void onOpened(Connection connection) {
        if (served.incrementAndGet() > limits.served()) {
            served.decrementAndGet();
            refused.add(connection);
            if (refused.size() > limits.refused()) {
                connection.getEndPoint().close();
                return;
            }
        }
        if (connection instanceof HttpConnection http) {
            watched.put(http, new ConnectionProgress(http));
        }
    }

    @Override
    public void onClosed(Connection connection) {
        watched.remove(connection);
        if (!refused.remove(connection)) {
            served.decrementAndGet();
        }
    }

    @Override
    Iterable<ConnectionProgress> watched() {
        return watched.values();
    }

    @Override
    void look(ConnectionProgress progress) {
        progress.look(limits, idle);
    }
}
