package io.contentjobs.http.connection;

import static io.contentjobs.http.testing.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.http.TestServer;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The server closes the connection of a silent client, but not of a client that waits for its answer. */
final class IdleConnectionTest {
    private static final Duration NEVER = Duration.ofMinutes(5);

    /** No limit but the idle timeout is short. */
    private static final ConnectionLimits LIMITS =
            new ConnectionLimits(100, 1, NEVER, NEVER, 1, Duration.ofSeconds(2), NEVER);

    private final CountDownLatch mayAnswer = new CountDownLatch(1);

    @AutoClose
    private final TestServer server = TestServer.polled(LIMITS, id -> {
        Await.latch(mayAnswer);
        return new JobReport.InProgress(JobStatus.PENDING);
    });

    @Test
    void silent_connections_are_closed() {
        try (LogCapture log = LogCapture.begin()) {
            List<RawConnection> silent = Stream.of("", "G", "GET /api/content/jobs/x/status HTTP/1.1\r\nHost: h\r\n")
                    .map(beginning -> RawConnection.to(server.port()).send(beginning))
                    .toList();
            assertThat(silent)
                    .allSatisfy(client -> assertThat(client.receiveAll()).isEmpty());
            assertThat(log.events()).isEmpty();
            silent.forEach(RawConnection::close);
        }
    }

    @Test
    void client_that_waits_for_its_answer_is_answered() {
        try (RawConnection waiting = RawConnection.to(server.port()).send(get(new JobId("slow")));
                RawConnection silent = RawConnection.to(server.port())) {
            assertThat(silent.ends()).as("the idle timeout is over").isTrue();
            mayAnswer.countDown();
            waiting.receive().contains("PENDING");
        }
    }
}
