package io.contentjobs.http.connection;

import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * A connection from which one thread at a time reads. A request that cannot be parsed is answered on a thread of its own,
 * and when that is done Jetty 12.1 reads on, be it that the thread that came upon the request has not let go of the buffer
 * yet: then what comes is read into a buffer that may already be another connection's, and clients see each other's bytes.
 */
class SequentialHttpConnection extends HttpConnection {
    private final ReentrantLock reading = new ReentrantLock();

    SequentialHttpConnection(HttpConfiguration http, Connector connector, EndPoint endPoint) {
        super(http, connector, endPoint);
    }

    /** Held for as long as a request is answered on the thread that has read it: meanwhile nobody else has reason to read. */
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
