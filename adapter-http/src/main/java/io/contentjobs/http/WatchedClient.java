package io.contentjobs.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.BufferUtil;

/** Somebody on whose behalf a thread waits: the one that makes this and {@link #end ends} it. */
final class WatchedClient {
    private final Thread thread = Thread.currentThread();
    private final Connection connection;
    private final Consumer<WatchedClient> onEnd;
    private boolean known;
    private boolean ended;
    private boolean gone;

    WatchedClient(Connection connection, Consumer<WatchedClient> onEnd) {
        this.connection = connection;
        this.onEnd = onEnd;
    }

    /** Tells whether the client has gone. From now on this thread is not interrupted, and that it was is forgotten. */
    boolean end() {
        onEnd.accept(this);
        synchronized (this) {
            boolean interrupted = gone && !ended;
            ended = true;
            return interrupted ? Thread.interrupted() || gone : gone;
        }
    }

    /**
     * Looks whether the client is there, from the second time on: most waits are short. It may have sent its next request
     * already; that is put where Jetty will look for it, and is a sign of life until then.
     *
     * @param buffer to read into
     */
    synchronized void look(ByteBuffer buffer) {
        boolean first = !known;
        known = true;
        if (first || ended || gone || hasSentMore()) {
            return;
        }
        BufferUtil.clear(buffer);
        int read = read(buffer);
        if (read > 0 && connection instanceof Connection.UpgradeTo next) {
            next.onUpgradeTo(buffer);
        }
        if (read < 0) {
            gone = true;
            thread.interrupt();
        }
    }

    private boolean hasSentMore() {
        return !(connection instanceof Connection.UpgradeFrom current) || current.onUpgradeFrom() != null;
    }

    private int read(ByteBuffer buffer) {
        try {
            return connection.getEndPoint().fill(buffer);
        } catch (IOException away) {
            return -1;
        }
    }
}
