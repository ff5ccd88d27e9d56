package io.contentjobs.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.http.TestServer;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that keep silent are let go, clients that are kept waiting are not. */
final class IdleConnectionTest {
    private static final String REQUEST = "GET /api/content/jobs/slow/status HTTP/1.1\r\nHost: h\r\n\r\n";

    private static final Duration NEVER = Duration.ofMinutes(5);

    /** Nothing but silence is a reason. */
    private static final ConnectionLimits LIMITS =
            new ConnectionLimits(100, 1, NEVER, NEVER, 1, Duration.ofSeconds(2), NEVER);

    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final TestServer server = new TestServer(LIMITS, this::answer);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void clients_that_say_no_more_are_let_go() {
        List<String> beginnings = List.of("", "G", "GET /api/content/jobs/x/status HTTP/1.1\r\nHost: h\r\n");
        try (LogCapture log = LogCapture.begin()) {
            List<RawConnection> silent = beginnings.stream()
                    .map(beginning -> RawConnection.to(server.port()).send(beginning))
                    .toList();

            assertThat(silent)
                    .allSatisfy(client -> assertThat(client.receiveAll()).isEmpty());
            assertThat(log.events()).isEmpty();
            silent.forEach(RawConnection::close);
        }
    }

    @Test
    void client_that_is_kept_waiting_is_answered() {
        try (RawConnection waiting = RawConnection.to(server.port()).send(REQUEST);
                RawConnection silent = RawConnection.to(server.port())) {
            assertThat(silent.ends()).as("the idle time-out is over").isTrue();
            mayAnswer.countDown();

            assertThat(waiting.receive().body()).contains("PENDING");
        }
    }

    private JobReport answer(JobId id) {
        try {
            assertThat(mayAnswer.await(30, TimeUnit.SECONDS))
                    .as("asked to answer %s", id)
                    .isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
        return new JobReport.InProgress(JobStatus.PENDING);
    }
}
