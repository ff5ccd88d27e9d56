package io.contentjobs.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.javalin.Javalin;
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
        Javalin server = Javalin.create(new ServerSetup(Servers.OPTIONS, jobs, Servers.NO_WAITING, ServerParts.NONE))
                .start();
        AbstractConnector connector =
                (AbstractConnector) server.jettyServer().server().getConnectors()[0];
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
            server.stop();
        }
    }
}
