package io.contentjobs.http.connection;

import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * A connection from which one thread at a time reads. Jetty 12.1 answers a request that it cannot parse on another thread, and
 * reads on when that is done, even if the first thread has not released the buffer yet. Then it reads into a buffer that may
 * already be another connection's, and clients see each other's bytes.
 */
class SequentialHttpConnection extends HttpConnection {
    private final ReentrantLock reading = new ReentrantLock();

    SequentialHttpConnection(HttpConfiguration http, Connector connector, EndPoint endPoint) {
        super(http, connector, endPoint);
    }

    /** The lock is held while a request is answered on the thread that has read it: no other thread needs to read then. */
    @Override
    public void onFillable() {
        reading.lock();
        try {
            super.onFillable();
        } finally {
            reading.unlock();
        }
    }

    /** Makes them. */
    static final class Factory extends HttpConnectionFactory {
        Factory(HttpConfiguration http) {
            super(http);
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            var connection = new SequentialHttpConnection(getHttpConfiguration(), connector, endPoint);
            return configure(connection, connector, endPoint);
        }
    }
}
