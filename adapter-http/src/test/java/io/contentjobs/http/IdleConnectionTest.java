package io.contentjobs.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.javalin.Javalin;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that keep silent are let go, clients that are kept waiting are not. */
final class IdleConnectionTest {
    private static final String REQUEST = "GET /api/content/jobs/slow/status HTTP/1.1\r\nHost: h\r\n\r\n";

    private static final Timing SHORT = new Timing(
            Duration.ofMillis(200),
            Timing.DEFAULT.heartbeat(),
            Timing.DEFAULT.clientCheck(),
            Timing.DEFAULT.patience(),
            Timing.DEFAULT.outagePause());

    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final Javalin server = Javalin.create(
                    new ServerSetup(Servers.OPTIONS, this::answer, Servers.NO_WAITING, SHORT))
            .start();

    @AfterEach
    void stop() {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G", "GET /api/content/jobs/x/status HTTP/1.1\r\nHost: h\r\n"})
    void client_that_says_no_more_is_let_go(String beginning) {
        try (LogCapture log = LogCapture.begin();
                RawConnection connection = RawConnection.to(server.port())) {
            assertThat(connection.send(beginning).receiveAll()).isEmpty();
            assertThat(log.events()).isEmpty();
        }
    }

    @Test
    void client_that_is_kept_waiting_is_answered() {
        try (RawConnection waiting = RawConnection.to(server.port());
                RawConnection silent = RawConnection.to(server.port())) {
            waiting.send(REQUEST);
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
