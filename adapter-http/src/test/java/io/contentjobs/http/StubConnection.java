package io.contentjobs.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteArrayEndPoint;

/** A connection without a network: what is at its other end is told when it is made. */
final class StubConnection extends AbstractConnection {
    /** What becomes of a look at the other end. */
    @FunctionalInterface
    interface Look {
        /** Returns how many bytes have come, or -1 for the end. */
        int read() throws IOException;
    }

    private StubConnection(Look look) {
        super(new StubEndPoint(look), Runnable::run);
    }

    static StubConnection where(Look look) {
        return new StubConnection(look);
    }

    /** To a client that has said that it will send no more. */
    static StubConnection ended() {
        return where(() -> -1);
    }

    /** To a client that is there, and says nothing. */
    static StubConnection silent() {
        return where(() -> 0);
    }

    @Override
    public void onFillable() {
        throw new UnsupportedOperationException("Nobody reads here but who looks");
    }

    private static final class StubEndPoint extends ByteArrayEndPoint {
        private final Look look;

        StubEndPoint(Look look) {
            this.look = look;
        }

        @Override
        public int fill(ByteBuffer buffer) throws IOException {
            return look.read();
        }
    }
}
