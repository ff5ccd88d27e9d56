package io.contentjobs.http;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SequentialHttpConnectionTest {
    /** Far more than it takes to answer, and no more than anybody likes to wait for something that must not happen. */
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
    void nobody_reads_on_before_the_thread_that_found_a_bad_request_has_left() throws Exception {
        try (ServerConnector connector = new ServerConnector(server, new ObservedFactory())) {
            connector.setHost("127.0.0.1");
            server.addConnector(connector);
            server.start();

            try (RawConnection client = RawConnection.to(connector.getLocalPort())) {
                client.send("GET / HTTP/1.1\r\nHost: h\r\nNo field\r\n\r\n and more");
                assertThat(client.receive().status()).isEqualTo(400);
                assertThat(left.await(30, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(overlapped).isFalse();
            assertThat(otherReads.await(30, TimeUnit.SECONDS))
                    .as("somebody reads on")
                    .isTrue();
        }
    }

    private final class ObservedFactory extends HttpConnectionFactory {
        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            return configure(new Observed(getHttpConfiguration(), connector, endPoint), connector, endPoint);
        }
    }

    /** The thread that comes upon the bad request is slow to leave. */
    private final class Observed extends SequentialHttpConnection {
        Observed(HttpConfiguration http, Connector connector, EndPoint endPoint) {
            super(http, connector, endPoint);
        }

        @Override
        protected RequestHandler newRequestHandler() {
            return new RequestHandler() {
                @Override
                public void badMessage(HttpException failure) {
                    finder.set(Thread.currentThread());
                    super.badMessage(failure);
                    try {
                        overlapped.set(otherReads.await(WHILE_MILLIS, TimeUnit.MILLISECONDS));
                    } catch (InterruptedException interrupted) {
                        throw new AssertionError(interrupted);
                    }
                    left.countDown();
                }
            };
        }

        /** Asked by whoever reads. */
        @Override
        public boolean isRequestBufferEmpty() {
            Thread found = finder.get();
            if (found != null && !found.equals(Thread.currentThread())) {
                otherReads.countDown();
            }
            return super.isRequestBufferEmpty();
        }
    }
}
