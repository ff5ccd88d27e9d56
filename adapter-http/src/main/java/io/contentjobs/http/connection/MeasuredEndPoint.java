package io.contentjobs.http.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;

/** A socket that counts the bytes that the system has accepted for the client. Only one thread at a time flushes it. */
final class MeasuredEndPoint extends SocketChannelEndPoint {
    private volatile long taken;

    MeasuredEndPoint(
            SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler, Duration idle) {
        super(channel, selector, key, scheduler);
        setIdleTimeout(idle.toMillis());
    }

    /**
     * Returns how many bytes have been written to that connection; 0 for another kind of connection, as in tests of
     * Javalin.
     */
    static long taken(EndPoint endPoint) {
        return endPoint instanceof MeasuredEndPoint measured ? measured.taken : 0;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // flushes do not overlap
    public boolean flush(ByteBuffer... buffers) throws IOException {
        long before = remaining(buffers);
        try {
            return super.flush(buffers);
        } finally {
            taken += before - remaining(buffers);
        }
    }

    private static long remaining(ByteBuffer... buffers) {
        long remaining = 0;
        for (ByteBuffer buffer : buffers) {
            remaining += buffer.remaining();
        }
        return remaining;
    }
}
