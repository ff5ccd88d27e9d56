package io.contentjobs.http.connection;

import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * A connection that only one thread at a time reads. Jetty 12.1 answers a request that it cannot parse on another thread,
 * and reads on afterwards, even if the first thread has not released the buffer yet. The buffer may then belong to
 * another connection, and clients get bytes of each other.
 */
class SequentialHttpConnection extends HttpConnection {
    private final ReentrantLock reading = new ReentrantLock();

    SequentialHttpConnection(HttpConfiguration http, Connector connector, EndPoint endPoint) {
        super(http, connector, endPoint);
    }

    /** Holds the lock while a request is answered on the thread that has read it. No other thread needs to read then. */
    @Override
    public void onFillable() {
        reading.lock();
        try {
            super.onFillable();
        } finally {
            reading.unlock();
        }
    }

    /** Creates such connections. */
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
