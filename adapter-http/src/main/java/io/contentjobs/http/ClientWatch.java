package io.contentjobs.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.component.AbstractLifeCycle;

/**
 * Finds out who has gone while a thread waits on their behalf: nobody reads from a connection meanwhile, so nobody else
 * would. One daemon thread looks at all of them now and then. Thread-safe.
 */
final class ClientWatch extends AbstractLifeCycle {
    /** Less than what Jetty reads at a time, so that what is read here always fits in there. */
    private static final int BUFFER_SIZE = 4096;

    private final long intervalNanos;
    private final AtomicLong looks = new AtomicLong();
    private final Set<WatchedClient> clients = ConcurrentHashMap.newKeySet();

    ClientWatch(Duration interval) {
        intervalNanos = interval.toNanos();
    }

    /**
     * Watches the client of that request until the watch is {@link WatchedClient#end ended}, and interrupts this thread
     * if the client has gone: if it has said that it will send no more, or is not there.
     *
     * @param mayAskMore whether the connection goes on after this request
     */
    WatchedClient begin(Request request, boolean mayAskMore) {
        WatchedClient client =
                new WatchedClient(request.getConnectionMetaData().getConnection(), mayAskMore, clients::remove);
        clients.add(client);
        return client;
    }

    /** Returns how often all have been looked at. */
    long looks() {
        return looks.get();
    }

    @Override
    protected void doStart() {
        Thread thread = new Thread(this::watch, "client-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        ByteBuffer buffer = BufferUtil.allocateDirect(BUFFER_SIZE);
        while (isStarting() || isStarted()) {
            LockSupport.parkNanos(this, intervalNanos);
            clients.forEach(client -> client.look(buffer));
            looks.incrementAndGet();
        }
    }
}
