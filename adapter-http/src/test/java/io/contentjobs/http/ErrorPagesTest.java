package io.contentjobs.http;

import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.http.management.RequestContext;
import io.contentjobs.http.status.RetryAfter;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.Servers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * A handler fails while another thread has not returned from the write callback of the response before, on the same
 * connection. Jetty calls back one write after the other, so the error page's callback waits for that thread.
 */
final class ErrorPagesTest {
    private final AtomicReference<Thread> failing = new AtomicReference<>();
    private final CountDownLatch left = new CountDownLatch(1);
    private final CountDownLatch nextDone = new CountDownLatch(1);
    private final List<Throwable> failuresOfNext = new CopyOnWriteArrayList<>();

    @AutoClose
    private final LogCapture log = LogCapture.begin();

    @AutoClose("stop")
    private final Server server = new Server();

    @Test
    void error_page_completes_before_its_request_ends() throws Exception {
        var context = new RequestContext();
        var retryAfter = new RetryAfter(Servers.POLL_INTERVAL);
        failBehindAnUnfinishedCallback(new ErrorPages(retryAfter, context, Optional.empty(), HttpListener.NONE));
        assertThat(failuresOfNext).isEmpty();
        assertThat(log.events()).isEmpty();
    }

    /** The report is docs/upstream/jetty-error-page-completes-late.md. */
    @Test
    void error_page_of_jetty_completes_too_late() throws Exception {
        failBehindAnUnfinishedCallback(new ErrorHandler());
        assertThat(failuresOfNext)
                .as("if Jetty completes its error page in time, ErrorPages may do the last write")
                .singleElement()
                .extracting(Throwable::getMessage)
                .isEqualTo("channel already completed");
    }

    private void failBehindAnUnfinishedCallback(Request.Handler errorPages) throws Exception {
        try (ServerConnector connector = new ServerConnector(server, new ObservedConnections())) {
            connector.setHost("127.0.0.1");
            server.addConnector(connector);
            server.setErrorHandler(errorPages);
            server.setHandler(new Scenario());
            server.start();
            try (RawConnection client = RawConnection.to(connector.getLocalPort())) {
                client.send(request("GET", "/slow-callback") + request("GET", "/failure") + request("GET", "/next"));
                client.receive().is(200);
                client.receive().is(400);
                client.receive().is(200);
                Await.latch(nextDone);
            }
        }
    }

    private final class Scenario extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            String path = Request.getPathInContext(request);
            if (path.equals("/failure")) {
                failing.set(Thread.currentThread());
                throw new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400);
            }
            if (path.equals("/slow-callback")) {
                new Thread(() -> send(response, Callback.from(callback, () -> Await.latch(left)))).start();
            } else {
                request.addFailureListener(failuresOfNext::add);
                send(response, Callback.from(callback, nextDone::countDown));
            }
            return true;
        }

        private static void send(Response response, Callback callback) {
            response.write(true, ByteBuffer.wrap("body".getBytes(StandardCharsets.US_ASCII)), callback);
        }
    }

    /** Signals when the thread of the failing request has left it. */
    private final class ObservedConnections extends HttpConnectionFactory {
        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            HttpConnection connection = new HttpConnection(getHttpConfiguration(), connector, endPoint) {
                @Override
                public void onFillable() {
                    super.onFillable();
                    if (Thread.currentThread().equals(failing.get())) {
                        left.countDown();
                    }
                }
            };
            return configure(connection, connector, endPoint);
        }
    }
}
