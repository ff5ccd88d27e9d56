package io.contentjobs.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out who has gone while a thread waits on their behalf: nobody reads from a connection meanwhile, so nobody else
 * would. One daemon thread looks at all of them now and then. Thread-safe.
 */
final class ClientWatch extends AbstractLifeCycle {
    private static final Logger LOG = LoggerFactory.getLogger(ClientWatch.class);

    /** Less than what Jetty reads at a time, so that what is read here always fits in there. */
    private static final int BUFFER_SIZE = 4096;

    private final long intervalNanos;
    private final AtomicLong looks = new AtomicLong();
    private final Set<WatchedClient> clients = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::watch, "client-watch");
    private boolean failing;

    ClientWatch(Duration interval) {
        intervalNanos = interval.toNanos();
    }

    /**
     * Watches the client at the other end until the watch is {@link WatchedClient#end ended}, and interrupts this thread
     * if the client has gone: if it has said that it will send no more, or is not there.
     *
     * @param mayAskMore whether the connection goes on after the request that is being answered
     */
    WatchedClient begin(Connection connection, boolean mayAskMore) {
        WatchedClient client = new WatchedClient(connection, mayAskMore, clients::remove);
        clients.add(client);
        return client;
    }

    /** Returns how often all have been looked at. */
    long looks() {
        return looks.get();
    }

    @Override
    protected void doStart() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    protected void doStop() {
        LockSupport.unpark(thread);
    }

    private void watch() {
        ByteBuffer buffer = BufferUtil.allocateDirect(BUFFER_SIZE);
        while (isStarting() || isStarted()) {
            LockSupport.parkNanos(this, intervalNanos);
            // An interrupted thread does not park.
            Thread.interrupted();
            boolean failed = false;
            for (WatchedClient client : clients) {
                failed |= !look(client, buffer);
            }
            failing = failed;
            looks.incrementAndGet();
        }
    }

    /** One connection that nobody can look at must not keep the others from being looked at. */
    private boolean look(WatchedClient client, ByteBuffer buffer) {
        try {
            client.look(buffer);
            return true;
        } catch (RuntimeException | Error failure) {
            client.leave();
            if (!failing) {
                failing = true;
                LOG.warn("A client that waits could not be looked at and counts as gone", failure);
            }
            return false;
        }
    }
}
