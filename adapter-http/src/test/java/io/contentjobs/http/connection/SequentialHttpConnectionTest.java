package io.contentjobs.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.http.testing.RawConnection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same bad request to both: Jetty's own connection, and the one that is read by one thread at a time. */
final class SequentialHttpConnectionTest {
    /** Much longer than an answer takes. The correct case takes this time: nothing happens in it. */
    private static final long WHILE_MILLIS = 300;

    private final AtomicReference<Thread> finder = new AtomicReference<>();
    private final CountDownLatch otherReads = new CountDownLatch(1);
    private final AtomicBoolean overlapped = new AtomicBoolean();
    private final CountDownLatch left = new CountDownLatch(1);
    private final Server server = new Server();

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void no_other_thread_reads_before_the_thread_that_found_a_bad_request_has_left() throws Exception {
        sendBadRequest(new Factory() {
            @Override
            Connection connection(HttpConfiguration http, Connector connector, EndPoint endPoint) {
                return new ObservedSequential(http, connector, endPoint);
            }
        });

        assertThat(overlapped).isFalse();
        assertThat(otherReads.await(30, TimeUnit.SECONDS))
                .as("another thread reads afterwards")
                .isTrue();
    }

    /** The report is docs/upstream/jetty-bad-message-reads-early.md. */
    @Test
    void jetty_itself_still_reads_too_early() throws Exception {
        sendBadRequest(new Factory() {
            @Override
            Connection connection(HttpConfiguration http, Connector connector, EndPoint endPoint) {
                return new ObservedHttpConnection(http, connector, endPoint);
            }
        });

        assertThat(overlapped)
                .as("this Jetty reads too early; if it does not any more, SequentialHttpConnection can go")
                .isTrue();
    }

    private void sendBadRequest(Factory factory) throws Exception {
        try (ServerConnector connector = new ServerConnector(server, factory)) {
            connector.setHost("127.0.0.1");
            server.addConnector(connector);
            server.start();

            try (RawConnection client = RawConnection.to(connector.getLocalPort())) {
                client.send("GET / HTTP/1.1\r\nHost: h\r\nNo field\r\n\r\n and more");
                assertThat(client.receive().status()).isEqualTo(400);
                assertThat(left.await(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    /** The thread that finds the bad request is slow to leave. */
    private void leaveSlowly() {
        try {
            overlapped.set(otherReads.await(WHILE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        left.countDown();
    }

    private void noteRead() {
        Thread found = finder.get();
        if (found != null && !found.equals(Thread.currentThread())) {
            otherReads.countDown();
        }
    }

    private abstract static class Factory extends HttpConnectionFactory {
        abstract Connection connection(HttpConfiguration http, Connector connector, EndPoint endPoint);

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            return configure(
                    (HttpConnection) connection(getHttpConfiguration(), connector, endPoint), connector, endPoint);
        }
    }

    private final class ObservedSequential extends SequentialHttpConnection {
        ObservedSequential(HttpConfiguration http, Connector connector, EndPoint endPoint) {
            super(http, connector, endPoint);
        }

        @Override
        protected RequestHandler newRequestHandler() {
            return new RequestHandler() {
                @Override
                public void badMessage(HttpException failure) {
                    finder.set(Thread.currentThread());
                    super.badMessage(failure);
                    leaveSlowly();
                }
            };
        }

        /** Asked by the thread that reads. */
        @Override
        public boolean isRequestBufferEmpty() {
            noteRead();
            return super.isRequestBufferEmpty();
        }
    }

    private final class ObservedHttpConnection extends HttpConnection {
        ObservedHttpConnection(HttpConfiguration http, Connector connector, EndPoint endPoint) {
            super(http, connector, endPoint);
        }

        @Override
        protected RequestHandler newRequestHandler() {
            return new RequestHandler() {
                @Override
                public void badMessage(HttpException failure) {
                    finder.set(Thread.currentThread());
                    super.badMessage(failure);
                    leaveSlowly();
                }
            };
        }

        /** Asked by the thread that reads. */
        @Override
        public boolean isRequestBufferEmpty() {
            noteRead();
            return super.isRequestBufferEmpty();
        }
    }
}
