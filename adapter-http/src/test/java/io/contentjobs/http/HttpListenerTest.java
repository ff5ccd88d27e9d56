package io.contentjobs.http;

import static io.contentjobs.http.testing.Requests.get;
import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImagesGoneException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.http.routes.Replies;
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

/** Each request is heard of once, as what it was. */
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
    void poll_is_heard_with_what_it_was_told(AnswerOutcome outcome) {
        ScriptedJobs jobs = new ScriptedJobs();
        JobId id = arrange(outcome, jobs);
        try (JobStatusServer server = serve(jobs)) {
            RawResponse response = exchange(server, "GET", "/api/content/jobs/" + id + "/status");

            assertThat(heard.await(2))
                    .containsExactly("answered GET " + STATUS + " " + response.status(), "told " + outcome + " POLL");
            assertThat(heard.leastNanos()).isNotNegative();
        }
    }

    private static JobId arrange(AnswerOutcome outcome, ScriptedJobs jobs) {
        return switch (outcome) {
            case PENDING -> jobs.answer(new JobReport.InProgress(JobStatus.PENDING));
            case PROCESSING -> jobs.answer(new JobReport.InProgress(JobStatus.PROCESSING));
            case COMPLETED -> jobs.answer(new JobReport.Completed(Jobs.imageUrls()));
            case FAILED -> jobs.answer(new JobReport.Failed("error"));
            case NOT_FOUND -> Jobs.id();
            case GONE -> jobs.fail(new ImagesGoneException(new EventDraftId("draft")));
            case UNREADABLE -> jobs.fail(new RecordUnreadableException("job:x", "no status"));
            case UNAVAILABLE -> jobs.fail(new StoreUnavailableException("job:x", "timed out", null));
            case SERVER_ERROR -> jobs.fail(new IllegalStateException("unforeseen"));
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
            connection
                    .send(method + " " + path + " HTTP/1.1\r\nHost: h\r\n\r\n")
                    .receiveHead();

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
    void other_request_is_heard_by_its_route_and_without_what_it_named(
            String method, String path, String route, int status) {
        try (JobStatusServer server = serve(new ScriptedJobs());
                RawConnection connection = RawConnection.to(server.port())) {
            connection
                    .send(method + " " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                    .receiveAll();
            exchange(server, "GET", "/last");

            assertThat(heard.await(2))
                    .containsExactlyInAnyOrder(
                            "answered " + method + " " + route + " " + status, "answered GET other 404");
        }
    }

    @Test
    void what_cannot_be_understood_is_heard_once() {
        try (JobStatusServer server = serve(new ScriptedJobs());
                RawConnection connection = RawConnection.to(server.port())) {
            connection.send("GET / HTTP/1.1\r\nHost h\r\n\r\n").receiveAll();
            exchange(server, "GET", "/last");

            assertThat(heard.await(2))
                    .hasSize(2)
                    .anySatisfy(what -> assertThat(what).startsWith("answered ").endsWith(" other 400"));
        }
    }

    @Test
    void wait_and_stream_are_heard_when_they_end_and_not_as_answered_at_once() {
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
    void who_finds_no_place_is_heard_as_shed() {
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
    void client_that_is_told_nothing_new_is_heard() {
        try (Waiting server = new Waiting(Mount.SERVER, 10, heard);
                RawConnection client = server.connect()) {
            JobId id = server.ended();
            client.send(get(id, "If-None-Match: *")).receive();
            String etag = client.send(get(id)).receive().field("etag");
            client.send(request("GET", id, "", STREAM, "Last-Event-ID: " + etag))
                    .receiveHead();

            assertThat(heard.await(6))
                    .contains("told NOT_MODIFIED POLL", "held STREAM 204", "told NOT_MODIFIED STREAM");
        }
    }

    private JobStatusServer serve(ScriptedJobs jobs) {
        ServerParts parts = ServerParts.NONE.withListener(heard).withRoutes(routes -> {
            Replies.onGet(routes, "/things/{thing}", ctx -> Replies.json(ctx, 200, "{}"));
            routes.get("/broken", ctx -> {
                throw new IllegalStateException("unforeseen");
            });
        });
        return JobStatusServer.start(Servers.OPTIONS, jobs, Servers.NO_WAITING, parts);
    }

    private static RawResponse exchange(JobStatusServer server, String method, String path) {
        return RawConnection.exchange(server.port(), method + " " + path + " HTTP/1.1\r\nHost: h\r\n\r\n");
    }
}
