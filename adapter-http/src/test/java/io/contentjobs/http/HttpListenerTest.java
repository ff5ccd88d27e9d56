package io.contentjobs.http;

import static io.contentjobs.http.testing.Requests.get;
import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.http.testing.Await;
import io.contentjobs.http.testing.HeardRequests;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.Servers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The listener hears of each request once. */
@Timeout(240)
final class HttpListenerTest {
    private static final String STREAM = "Accept: text/event-stream";
    private static final String STATUS = "/api/content/jobs/{jobId}/status";

    private final HeardRequests heard = new HeardRequests();

    @ParameterizedTest
    @EnumSource(
            value = AnswerOutcome.class,
            names = {"NOT_MODIFIED", "MALFORMED", "CLIENT_ERROR", "OVER_CAPACITY"},
            mode = EnumSource.Mode.EXCLUDE)
    void poll_is_heard_with_its_outcome(AnswerOutcome outcome) {
        ScriptedJobs jobs = new ScriptedJobs();
        JobId id = arrange(outcome, jobs);
        try (JobStatusServer server = serve(jobs)) {
            RawResponse response = RawConnection.exchange(server.port(), get(id));

            assertThat(heard.await(2))
                    .containsExactly("answered GET " + STATUS + " " + response.status(), "told " + outcome + " POLL");
            assertThat(heard.minNanos()).isNotNegative();
        }
    }

    private static JobId arrange(AnswerOutcome outcome, ScriptedJobs jobs) {
        return switch (outcome) {
            case PENDING -> jobs.pending();
            case PROCESSING -> jobs.processing();
            case COMPLETED -> jobs.answer(new JobReport.Completed(Jobs.imageUrls()));
            case FAILED -> jobs.failed();
            case NOT_FOUND -> Jobs.id();
            case GONE -> jobs.imagesGone();
            case UNREADABLE -> jobs.unreadable();
            case UNAVAILABLE -> jobs.unavailable();
            case SERVER_ERROR -> jobs.broken();
            case NOT_MODIFIED, MALFORMED, CLIENT_ERROR, OVER_CAPACITY ->
                throw new IllegalArgumentException("Not told of a job: " + outcome);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/content/jobs/no:id/status, 400, MALFORMED",
        "HEAD, /api/content/jobs/no:id/status, 400, MALFORMED",
        "GET, /api/content/jobs/id/status?wait=x, 400, CLIENT_ERROR"
    })
    void refused_poll_is_heard(String method, String path, int status, String outcome) {
        try (JobStatusServer server = serve(new ScriptedJobs());
                RawConnection connection = RawConnection.to(server.port())) {
            connection.send(request(method, path)).receiveHead();

            assertThat(heard.await(2))
                    .containsExactly("answered " + method + " " + STATUS + " " + status, "told " + outcome + " POLL");
        }
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
    void other_request_is_heard_by_its_route_without_its_parameters(
            String method, String path, String route, int status) {
        try (JobStatusServer server = serve(new ScriptedJobs());
                RawConnection connection = RawConnection.to(server.port())) {
            connection.send(request(method, path, "Connection: close")).receiveAll();
            RawConnection.exchange(server.port(), request("GET", "/last"));

            assertThat(heard.await(2))
                    .containsExactlyInAnyOrder(
                            "answered " + method + " " + route + " " + status, "answered GET other 404");
        }
    }

    @Test
    void malformed_request_is_heard_once() {
        try (JobStatusServer server = serve(new ScriptedJobs());
                RawConnection connection = RawConnection.to(server.port())) {
            connection.send("GET / HTTP/1.1\r\nHost h\r\n\r\n").receiveAll();
            RawConnection.exchange(server.port(), request("GET", "/last"));

            assertThat(heard.await(2))
                    .hasSize(2)
                    .anySatisfy(what -> assertThat(what).startsWith("answered ").endsWith(" other 400"));
        }
    }

    @Test
    void wait_and_stream_are_heard_when_they_end() {
        try (Waiting server = new Waiting(Mount.SERVER, 10, heard)) {
            JobId id = server.processing();
            try (RawConnection waiting = server.connect().send(get(id, "Prefer: wait=60"));
                    RawConnection streaming = server.connect().send(get(id, STREAM))) {
                server.awaitWaiters(2);
                assertThat(server.streams()).isEqualTo(1);
                assertThat(heard.await(0)).isEmpty();
                server.complete(id);
                waiting.receive();
                streaming.receiveAll();
            }

            assertThat(heard.await(4))
                    .containsExactlyInAnyOrder(
                            "held WAIT 200", "told COMPLETED WAIT", "held STREAM 200", "told COMPLETED STREAM");
            Await.until(() -> server.streams() == 0);
        }
    }

    @Test
    void client_over_capacity_is_heard() {
        try (Waiting server = new Waiting(Mount.SERVER, 0, heard)) {
            JobId id = server.processing();
            try (RawConnection client = server.connect()) {
                assertThat(client.send(get(id, "Prefer: wait=60")).receive().status())
                        .isEqualTo(200);
                assertThat(client.send(get(id, STREAM)).receive().status()).isEqualTo(503);
                assertThat(client.send(get(id, "Prefer: wait=0")).receive().status())
                        .isEqualTo(200);
            }

            assertThat(heard.await(6).stream().filter(what -> what.startsWith("told")))
                    .containsExactly(
                            "told PROCESSING OVER_CAPACITY",
                            "told OVER_CAPACITY OVER_CAPACITY",
                            "told PROCESSING POLL");
        }
    }

    @Test
    void client_that_has_the_representation_is_heard() {
        try (Waiting server = new Waiting(Mount.SERVER, 10, heard);
                RawConnection client = server.connect()) {
            JobId id = server.ended();
            client.send(get(id, "If-None-Match: *")).receive();
            String etag = client.send(get(id)).receive().field("etag");
            client.send(get(id, STREAM, "Last-Event-ID: " + etag)).receiveHead();

            assertThat(heard.await(6))
                    .contains("told NOT_MODIFIED POLL", "held STREAM 204", "told NOT_MODIFIED STREAM");
        }
    }

    private JobStatusServer serve(ScriptedJobs jobs) {
        return Servers.polled(
                Servers.OPTIONS,
                jobs,
                ServerParts.NONE
                        .withListener(heard)
                        .withRoutes(routes -> Servers.addRoutes(routes, "/things/{thing}")));
    }
}
