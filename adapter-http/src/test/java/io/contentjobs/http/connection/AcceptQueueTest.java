package io.contentjobs.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.http.TestServer;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.ScriptedJobs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.AbstractConnector;
import org.junit.jupiter.api.Test;

final class AcceptQueueTest {
    /** More than queue where nothing is said about it, 50; fewer than any system allows, 128. */
    private static final int BURST = 100;

    @Test
    void burst_of_connections_is_kept_until_there_is_time_for_it() {
        ScriptedJobs jobs = new ScriptedJobs();
        String poll = "GET /api/content/jobs/" + jobs.answer(new JobReport.InProgress(JobStatus.PENDING))
                + "/status HTTP/1.1\r\nHost: h\r\n\r\n";
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
