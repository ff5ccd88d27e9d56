package io.contentjobs.http.connection;

import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
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
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Sends the same bad request to Jetty's own connection and to the one that one thread at a time reads. */
final class SequentialHttpConnectionTest {
    /** Much longer than an answer takes: in the correct case nothing happens in this time. */
    private static final long WHILE_MILLIS = 300;

    private final AtomicReference<Thread> finder = new AtomicReference<>();
    private final CountDownLatch otherReads = new CountDownLatch(1);
    private final AtomicBoolean overlapped = new AtomicBoolean();
    private final CountDownLatch left = new CountDownLatch(1);

    @AutoClose("stop")
    private final Server server = new Server();

    @Test
    void no_other_thread_reads_before_the_thread_of_a_bad_request_has_left() throws Exception {
        sendBadRequest(ObservedSequential::new);
        assertThat(overlapped).isFalse();
        Await.latch(otherReads);
    }

    /** The report is docs/upstream/jetty-bad-message-reads-early.md. */
    @Test
    void connection_of_jetty_reads_too_early() throws Exception {
        sendBadRequest(Observed::new);
        assertThat(overlapped)
                .as("this Jetty reads too early; if it does not any more, SequentialHttpConnection can go")
                .isTrue();
    }

    private void sendBadRequest(Connections connections) throws Exception {
        try (ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory() {
            @Override
            public Connection newConnection(Connector to, EndPoint endPoint) {
                return configure(connections.make(getHttpConfiguration(), to, endPoint), to, endPoint);
            }
        })) {
            connector.setHost("127.0.0.1");
            server.addConnector(connector);
            server.start();
            try (RawConnection client = RawConnection.to(connector.getLocalPort())) {
                client.send(request("GET", "/", "No header") + " and more")
                        .receive()
                        .is(400);
                Await.latch(left);
            }
        }
    }

    /** Runs on the thread that finds the bad request, which then is slow to leave. */
    private void findBadMessage(Runnable answer) {
        finder.set(Thread.currentThread());
        answer.run();
        try {
            overlapped.set(otherReads.await(WHILE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        left.countDown();
    }

    /** Runs on each thread that reads. */
    private void read() {
        Thread found = finder.get();
        if (found != null && !found.equals(Thread.currentThread())) {
            otherReads.countDown();
        }
    }

    private interface Connections {
        HttpConnection make(HttpConfiguration http, Connector connector, EndPoint endPoint);
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
                    findBadMessage(() -> super.badMessage(failure));
                }
            };
        }

        @Override
        public boolean isRequestBufferEmpty() {
            read();
            return super.isRequestBufferEmpty();
        }
    }

    private final class Observed extends HttpConnection {
        Observed(HttpConfiguration http, Connector connector, EndPoint endPoint) {
            super(http, connector, endPoint);
        }

        @Override
        protected RequestHandler newRequestHandler() {
            return new RequestHandler() {
                @Override
                public void badMessage(HttpException failure) {
                    findBadMessage(() -> super.badMessage(failure));
                }
            };
        }

        @Override
        public boolean isRequestBufferEmpty() {
            read();
            return super.isRequestBufferEmpty();
        }
    }
}
