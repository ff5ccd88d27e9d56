package io.contentjobs.http;

import static io.contentjobs.http.testing.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.http.testing.Await;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.Servers;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that stops answers the requests that it has received. */
@Timeout(120)
final class GracefulStopTest {
    private static final JobId SLOW = new JobId("slow");
    private static final JobId FAST = new JobId("fast");

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final JobStatusServer server = Servers.polled(new SlowForOne());

    @Test
    void request_in_flight_is_answered_before_the_server_stops() {
        try (RawConnection inFlight = connect();
                RawConnection idle = connect()) {
            assertThat(idle.send(get(FAST)).receive().status()).isEqualTo(200);
            inFlight.send(get(SLOW));
            Await.latch(asked);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);

            assertThat(idle.ends()).as("an idle connection is closed").isTrue();
            assertThat(stopped).isNotDone();
            mayAnswer.countDown();

            assertThat(inFlight.receive().body()).contains("PROCESSING");
            assertThat(inFlight.ends()).isTrue();
            stopped.join();
        }
    }

    @Test
    void request_that_comes_late_is_answered_or_the_connection_is_closed() {
        try (RawConnection inFlight = connect();
                RawConnection late = connect()) {
            assertThat(late.send(get(FAST)).receive().status()).isEqualTo(200);
            inFlight.send(get(SLOW));
            Await.latch(asked);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
            awaitThatNoConnectionIsAccepted();

            try {
                assertThat(late.send(get(FAST)).receive().body()).contains("PROCESSING");
            } catch (UncheckedIOException closed) {
                assertThat(closed.getMessage()).containsAnyOf("ended", "reset", "Broken pipe");
            }
            assertThat(late.ends()).isTrue();
            mayAnswer.countDown();
            stopped.join();
        }
    }

    private void awaitThatNoConnectionIsAccepted() {
        boolean accepted = true;
        while (accepted) {
            try {
                connect().close();
            } catch (UncheckedIOException refused) {
                accepted = false;
            }
        }
    }

    private RawConnection connect() {
        return RawConnection.to(server.port());
    }

    private final class SlowForOne implements GetJobStatus {
        @Override
        public JobReport getJobStatus(JobId id) {
            if (id.equals(SLOW)) {
                asked.countDown();
                Await.latch(mayAnswer);
            }
            return new JobReport.InProgress(JobStatus.PROCESSING);
        }
    }
}
