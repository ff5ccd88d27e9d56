package io.contentjobs.http;

import static io.contentjobs.http.testing.RawConnection.exchange;
import static io.contentjobs.http.testing.Requests.STREAM;
import static io.contentjobs.http.testing.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RecordingListener;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.Servers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The listener is called once for each request. */
@Timeout(240)
final class HttpListenerTest {
    private static final String STATUS = "/api/content/jobs/{jobId}/status";

    private final RecordingListener listener = new RecordingListener();
    private final ScriptedJobs jobs = new ScriptedJobs();

    @AutoClose
    private final JobStatusServer server = Servers.polled(
            Servers.OPTIONS,
            jobs,
            ServerParts.NONE.withListener(listener).withRoutes(routes -> Servers.addRoutes(routes, "/things/{thing}")));

    @ParameterizedTest
    @EnumSource(
            value = AnswerOutcome.class,
            names = {"NOT_MODIFIED", "MALFORMED", "CLIENT_ERROR", "OVER_CAPACITY"},
            mode = EnumSource.Mode.EXCLUDE)
    void poll_is_counted_with_its_outcome(AnswerOutcome outcome) {
        JobId id = switch (outcome) {
            case PENDING -> jobs.pending();
            case PROCESSING -> jobs.processing();
            case COMPLETED -> jobs.answer(new JobReport.Completed(Jobs.imageUrls()));
            case FAILED -> jobs.failed();
            case NOT_FOUND -> Jobs.id();
            case GONE -> jobs.imagesGone();
            case UNREADABLE -> jobs.unreadable();
            case UNAVAILABLE -> jobs.unavailable();
            case SERVER_ERROR -> jobs.broken();
            default -> throw new IllegalArgumentException("Not an outcome of a job: " + outcome);
        };
        int status = exchange(server.port(), get(id)).status();
        assertThat(listener.await(2))
                .containsExactly("answered GET " + STATUS + " " + status, "told " + outcome + " POLL");
        assertThat(listener.minNanos()).isNotNegative();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/content/jobs/no:id/status, 400, MALFORMED",
        "HEAD, /api/content/jobs/no:id/status, 400, MALFORMED",
        "GET, /api/content/jobs/id/status?wait=x, 400, CLIENT_ERROR"
    })
    void refused_poll_is_counted(String method, String path, int status, String outcome) {
        exchange(server.port(), method, path);
        assertThat(listener.await(2))
                .containsExactly("answered " + method + " " + STATUS + " " + status, "told " + outcome + " POLL");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /api/content/jobs/id/status, " + STATUS + ", 405",
        "GET, /things/7, /things/{thing}, 200",
        "HEAD, /things/7, /things/{thing}, 200",
        "GET, /broken, /broken, 500",
        "POST, /things/7, other, 405",
        "BREW, /none, other, 404",
        "GET, //none, other, 400"
    })
    void other_request_is_counted_by_its_route_without_parameters(
            String method, String path, String route, int status) {
        exchange(server.port(), method, path);
        exchange(server.port(), "GET", "/last");
        assertThat(listener.await(2))
                .containsExactlyInAnyOrder("answered " + method + " " + route + " " + status, "answered GET other 404");
    }

    @Test
    void malformed_request_is_counted_once() {
        exchange(server.port(), "GET / HTTP/1.1\r\nHost h\r\n\r\n");
        exchange(server.port(), "GET", "/last");
        assertThat(listener.await(2))
                .hasSize(2)
                .anySatisfy(call -> assertThat(call).startsWith("answered ").endsWith(" other 400"));
    }

    @Test
    void wait_and_stream_are_counted_when_they_end() {
        try (Waiting waiting = new Waiting(Mount.SERVER, 10, listener)) {
            JobId id = waiting.processing();
            RawConnection poll = waiting.connect().send(get(id, "Prefer: wait=60"));
            RawConnection stream = waiting.connect().send(get(id, STREAM));
            waiting.awaitWaiters(2);
            assertThat(waiting.streams()).isEqualTo(1);
            assertThat(listener.await(0)).isEmpty();
            waiting.complete(id);
            poll.receive();
            stream.receiveAll();
            assertThat(listener.await(4))
                    .containsExactlyInAnyOrder(
                            "held WAIT 200", "told COMPLETED WAIT", "held STREAM 200", "told COMPLETED STREAM");
            Await.until(() -> waiting.streams() == 0);
        }
    }

    @Test
    void client_over_capacity_is_counted() {
        try (Waiting full = new Waiting(Mount.SERVER, 0, listener)) {
            JobId id = full.processing();
            RawConnection client = full.connect();
            client.send(get(id, "Prefer: wait=60")).receive().is(200);
            client.send(get(id, STREAM)).receive().is(503);
            client.send(get(id, "Prefer: wait=0")).receive().is(200);
            assertThat(listener.await(6).stream().filter(call -> call.startsWith("told")))
                    .containsExactly(
                            "told PROCESSING OVER_CAPACITY",
                            "told OVER_CAPACITY OVER_CAPACITY",
                            "told PROCESSING POLL");
        }
    }

    @Test
    void client_that_has_the_representation_is_counted() {
        JobId id = jobs.failed();
        try (RawConnection client = RawConnection.to(server.port())) {
            client.send(get(id, "If-None-Match: *")).receive();
            String etag = client.send(get(id)).receive().header("etag");
            client.send(get(id, STREAM, "Last-Event-ID: " + etag)).receiveHead();
            assertThat(listener.await(6))
                    .contains("told NOT_MODIFIED POLL", "held STREAM 204", "told NOT_MODIFIED STREAM");
        }
    }
}
