package io.contentjobs.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.contentjobs.http.testing.Await;
import io.contentjobs.http.testing.LogCapture;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConnectionsTest {
    private static final Duration NEVER = Duration.ofMinutes(5);

    private final Set<Observed> broken = ConcurrentHashMap.newKeySet();
    private final Connections connections =
            new Connections(new ConnectionLimits(10, 1, NEVER, NEVER, 1, NEVER, Duration.ofMillis(1)));
    private final Observed first = new Observed();
    private final Observed second = new Observed();
    private final Observed third = new Observed();

    @BeforeEach
    void start() throws Exception {
        connections.onOpened(first);
        connections.onOpened(second);
        connections.onOpened(third);
        connections.start();
    }

    @AfterEach
    void stop() throws Exception {
        connections.stop();
    }

    @Test
    void failing_check_of_one_connection_does_not_stop_the_others() {
        try (LogCapture log = LogCapture.begin()) {
            broken.add(second);
            awaitLooks();

            assertThat(log.events())
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly("A connection cannot be checked");
        }
    }

    @Test
    void failure_that_comes_back_is_logged_again() {
        try (LogCapture log = LogCapture.begin()) {
            for (int i = 1; i <= 2; i++) {
                broken.add(first);
                awaitLooks();
                broken.clear();
                awaitLooks();

                assertThat(log.events()).hasSize(i);
            }
        }
    }

    private void awaitLooks() {
        for (Observed connection : Set.of(first, second, third)) {
            int before = connection.looks.get();
            Await.until(() -> connection.looks.get() > before + 3);
        }
    }

    private final class Observed extends HttpConnection {
        private final AtomicInteger looks = new AtomicInteger();

        Observed() {
            super(new HttpConfiguration(), new ServerConnector(new Server()), new ByteArrayEndPoint());
        }

        @Override
        public long getMessagesIn() {
            looks.incrementAndGet();
            if (broken.contains(this)) {
                throw new IllegalStateException("not now");
            }
            return super.getMessagesIn();
        }
    }
}
