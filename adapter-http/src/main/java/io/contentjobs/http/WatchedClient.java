package io.contentjobs.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;

/** Somebody on whose behalf a thread waits: the one that makes this and {@link #end ends} it. */
final class WatchedClient {
    private final Thread thread = Thread.currentThread();
    private final Connection connection;
    private final Consumer<WatchedClient> onEnd;
    private final Connection.@Nullable UpgradeTo next;
    private boolean seen;
    private boolean asksMore;
    private boolean ended;
    private boolean gone;

    /** @param mayAskMore whether the connection goes on when this has ended */
    WatchedClient(Connection connection, boolean mayAskMore, Consumer<WatchedClient> onEnd) {
        this.connection = connection;
        this.next = mayAskMore && connection instanceof Connection.UpgradeTo readsLater ? readsLater : null;
        this.onEnd = onEnd;
    }

    /** Tells whether the client has gone. From now on this thread is not interrupted, and that it was is forgotten. */
    boolean end() {
        onEnd.accept(this);
        synchronized (this) {
            if (gone && !ended) {
                Thread.interrupted();
            }
            ended = true;
            return gone;
        }
    }

    /**
     * Looks whether the client is there, from the second time on: most waits are short. What it sends meanwhile is its next
     * request, if there is to be one: that is put back to where Jetty reads it, and then is a sign of life until it has.
     *
     * @param buffer to read into
     */
    synchronized void look(ByteBuffer buffer) {
        boolean first = !seen;
        seen = true;
        if (gone) {
            leave();
        }
        if (first || ended || gone || asksMore()) {
            return;
        }
        BufferUtil.clear(buffer);
        int read = read(buffer);
        if (read > 0 && next != null) {
            next.onUpgradeTo(buffer);
            asksMore = true;
        } else if (read < 0) {
            leave();
        }
    }

    /** The client has gone: interrupts the thread, unless the watch has ended. That may be said again, and be of use. */
    synchronized void leave() {
        if (!ended) {
            gone = true;
            thread.interrupt();
        }
    }

    private boolean asksMore() {
        if (next != null && !asksMore && connection instanceof Connection.UpgradeFrom current) {
            ByteBuffer unread = current.onUpgradeFrom();
            if (unread != null) {
                next.onUpgradeTo(unread);
                asksMore = true;
            }
        }
        return asksMore;
    }

    private int read(ByteBuffer buffer) {
        try {
            return connection.getEndPoint().fill(buffer);
        } catch (IOException away) {
            return -1;
        }
    }
}
