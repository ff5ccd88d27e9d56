package io.contentjobs.http.connection;

import io.contentjobs.http.thread.DaemonThreads;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All open connections of a connector. Refuses connections beyond the limit, and closes slow ones. Thread-safe. */
public final class Connections extends AbstractLifeCycle implements Connection.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final ConnectionLimits limits;
    private final AtomicInteger served = new AtomicInteger();
    private final Set<Connection> refused = ConcurrentHashMap.newKeySet();
    private final Map<Connection, SlowConnectionDetector> watched = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> DaemonThreads.unstarted(task, "connection-watch"));
    private boolean failing;

    public Connections(ConnectionLimits limits) {
        this.limits = limits;
    }

    /** Tells whether the connection is beyond the limit. */
    public boolean isRefused(Connection connection) {
        return !refused.isEmpty() && refused.contains(connection);
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
            watched.put(http, new SlowConnectionDetector(http));
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
    protected void doStart() {
        long nanos = limits.checkInterval().toNanos();
        Future<?> unused = timer.scheduleWithFixedDelay(this::closeSlow, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    protected void doStop() {
        timer.shutdownNow();
    }

    /** Checks each connection, also if the check of another one fails. Logs the first of consecutive failures. */
    private void closeSlow() {
        boolean failed = false;
        for (SlowConnectionDetector detector : watched.values()) {
            try {
                detector.check(limits);
            } catch (RuntimeException | Error failure) {
                if (!failing && !failed) {
                    LOG.warn("A connection cannot be checked", failure);
                }
                failed = true;
            }
        }
        failing = failed;
    }
}
