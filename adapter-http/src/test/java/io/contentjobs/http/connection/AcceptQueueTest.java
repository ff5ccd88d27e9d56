package io.contentjobs.http.connection;

import static io.contentjobs.http.testing.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.http.TestServer;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.ScriptedJobs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.AbstractConnector;
import org.junit.jupiter.api.Test;

final class AcceptQueueTest {
    /** More than the default length of the queue, 50; fewer than every system allows, 128. */
    private static final int BURST = 100;

    @Test
    void burst_of_connections_is_queued_until_the_server_accepts() {
        ScriptedJobs jobs = new ScriptedJobs();
        String poll = get(jobs.pending());
        TestServer server = new TestServer(ConnectionLimits.of(BURST, Duration.ofSeconds(75)), jobs);
        AbstractConnector connector =
                (AbstractConnector) server.javalin().jettyServer().server().getConnectors()[0];
        List<RawConnection> burst = new ArrayList<>();
        try {
            connector.setAccepting(false);
            for (int i = 0; i < BURST; i++) {
                burst.add(RawConnection.to(server.port()).send(poll));
            }
            connector.setAccepting(true);

            assertThat(burst)
                    .allSatisfy(one -> assertThat(one.receive().status()).isEqualTo(200));
        } finally {
            burst.forEach(RawConnection::close);
            server.close();
        }
    }
}
