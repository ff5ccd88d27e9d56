package io.contentjobs.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.contentjobs.application.testing.Await;
import io.contentjobs.http.testing.LogCapture;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConnectionsTest {
    private static final Duration NEVER = Duration.ofMinutes(5);

    private final Set<Observed> broken = ConcurrentHashMap.newKeySet();
    private final List<Observed> all = List.of(new Observed(), new Observed(), new Observed());

    @AutoClose("stop")
    private final Connections connections =
            new Connections(new ConnectionLimits(10, 1, NEVER, NEVER, 1, NEVER, Duration.ofMillis(1)));

    @BeforeEach
    void start() throws Exception {
        all.forEach(connections::onOpened);
        connections.start();
    }

    @Test
    void failing_check_of_one_connection_does_not_stop_the_others() {
        try (LogCapture log = LogCapture.begin()) {
            broken.add(all.get(1));
            awaitChecks();
            assertThat(log.events())
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly("A connection cannot be checked");
        }
    }

    @Test
    void failure_that_comes_back_is_logged_again() {
        try (LogCapture log = LogCapture.begin()) {
            for (int i = 1; i <= 2; i++) {
                broken.add(all.get(0));
                awaitChecks();
                broken.clear();
                awaitChecks();
                assertThat(log.events()).hasSize(i);
            }
        }
    }

    private void awaitChecks() {
        for (Observed connection : all) {
            int before = connection.checks.get();
            Await.until(() -> connection.checks.get() > before + 3);
        }
    }

    private final class Observed extends HttpConnection {
        private final AtomicInteger checks = new AtomicInteger();

        Observed() {
            super(new HttpConfiguration(), new ServerConnector(new Server()), new ByteArrayEndPoint());
        }

        @Override
        public long getMessagesIn() {
            checks.incrementAndGet();
            if (broken.contains(this)) {
                throw new IllegalStateException("not now");
            }
            return super.getMessagesIn();
        }
    }
}
