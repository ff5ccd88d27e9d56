package io.contentjobs.http;

import static io.contentjobs.http.testing.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.Servers;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that stops answers the requests that it has received. */
@Timeout(120)
final class GracefulStopTest {
    private static final String SLOW = get(new JobId("slow"));
    private static final String FAST = get(new JobId("fast"));

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);

    @AutoClose
    private final JobStatusServer server = Servers.polled(id -> {
        if (id.value().equals("slow")) {
            asked.countDown();
            Await.latch(mayAnswer);
        }
        return new JobReport.InProgress(JobStatus.PROCESSING);
    });

    @AutoClose
    private final RawConnection inFlight = RawConnection.to(server.port());

    @AutoClose
    private final RawConnection other = RawConnection.to(server.port());

    @Test
    void request_in_flight_is_answered_before_the_server_stops() {
        CompletableFuture<Void> stopped = stopWhileOneRequestIsInFlight();
        assertThat(other.ends()).as("an idle connection is closed").isTrue();
        assertThat(stopped).isNotDone();
        mayAnswer.countDown();
        inFlight.receive().contains("PROCESSING");
        assertThat(inFlight.ends()).isTrue();
        stopped.join();
    }

    @Test
    void request_that_comes_late_is_answered_or_its_connection_is_closed() {
        CompletableFuture<Void> stopped = stopWhileOneRequestIsInFlight();
        Await.until(this::refusesConnections);
        try {
            other.send(FAST).receive().contains("PROCESSING");
        } catch (UncheckedIOException closed) {
            assertThat(closed.getMessage()).containsAnyOf("ended", "reset", "Broken pipe");
        }
        assertThat(other.ends()).isTrue();
        mayAnswer.countDown();
        stopped.join();
    }

    private CompletableFuture<Void> stopWhileOneRequestIsInFlight() {
        other.send(FAST).receive().is(200);
        inFlight.send(SLOW);
        Await.latch(asked);
        return CompletableFuture.runAsync(server::close);
    }

    private boolean refusesConnections() {
        try {
            RawConnection.to(server.port()).close();
            return false;
        } catch (UncheckedIOException refused) {
            return true;
        }
    }
}
