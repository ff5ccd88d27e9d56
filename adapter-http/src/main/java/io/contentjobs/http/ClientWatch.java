package io.contentjobs.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Finds out who has gone while a thread waits on their behalf: nobody reads from a connection meanwhile, so nobody else
 * would. Thread-safe.
 */
final class ClientWatch extends Watch<WatchedClient> {
    /** Less than what Jetty reads at a time, so that what is read here always fits in there. */
    private static final int BUFFER_SIZE = 4096;

    private final Set<WatchedClient> clients = ConcurrentHashMap.newKeySet();
    private final ByteBuffer buffer = BufferUtil.allocateDirect(BUFFER_SIZE);

    ClientWatch(Duration interval) {
        super("client-watch", interval);
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

    @Override
    Iterable<WatchedClient> watched() {
        return clients;
    }

    /** Who cannot be looked at counts as gone. */
    @Override
    void look(WatchedClient client) {
        try {
            client.look(buffer);
        } catch (RuntimeException | Error failure) {
            client.leave();
            throw failure;
        }
    }
}
