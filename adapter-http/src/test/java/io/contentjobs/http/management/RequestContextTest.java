package io.contentjobs.http.management;

import static io.contentjobs.http.testing.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.ServerParts;
import io.contentjobs.http.testing.Await;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.Servers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each request has a name, which its answer tells and the lines that are logged for it. */
final class RequestContextTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final ScriptedJobs jobs = new ScriptedJobs();
    private final JobId job = jobs.answer(new JobReport.InProgress(JobStatus.PENDING));
    private final JobId broken = jobs.fail(new IllegalStateException("unforeseen"));
    private final JobStatusServer server = JobStatusServer.start(
            Servers.OPTIONS,
            jobs,
            Servers.NO_WAITING,
            ServerParts.NONE.withRoutes(routes -> routes.get("/broken", ctx -> {
                throw new IllegalStateException("unforeseen");
            })));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void name_that_the_client_gives_is_told_again() {
        assertThat(exchange(get(job, "x-request-id: Gate-7_a.b")).field("x-request-id"))
                .isEqualTo("Gate-7_a.b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Other: 1", "X-Request-Id: ", "X-Request-Id: a b", "X-Request-Id: <script>"})
    void without_a_name_that_can_be_one_it_gets_its_own(String field) {
        List<String> names = IntStream.range(0, 20)
                .mapToObj(i -> exchange(get(job, field)).field("x-request-id"))
                .toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(RequestIds::isValid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /none HTTP/1.1\r\nHost: h\r\n",
                "GET //none HTTP/1.1\r\nHost: h\r\n",
                "GET /broken HTTP/1.1\r\nHost: h\r\n",
                "POST /client/content-jobs.js HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n",
                "GET /client/content-jobs.js HTTP/1.1\r\nHost: h\r\n",
                "GET /api/content/jobs/no:id/status HTTP/1.1\r\nHost: h\r\n",
                "DELETE /api/content/jobs/id/status HTTP/1.1\r\nHost: h\r\n",
                "GET /api/content/jobs/id/status HTTP/1.1\r\nHost: h\r\n"
            })
    void every_answer_tells_the_name(String request) {
        RawResponse response = exchange(request + "X-Request-Id: gate-7\r\n\r\n");

        assertThat(response.fields().get("x-request-id")).containsExactly("gate-7");
    }

    @Test
    void what_cannot_be_understood_gets_a_name_too() {
        assertThat(exchange("GET / HTTP/1.1\r\nHost h\r\n\r\n").field("x-request-id"))
                .matches(RequestIds::isValid);
    }

    @Test
    void lines_that_are_logged_for_it_tell_its_name_and_its_trace() {
        try (LogCapture log = LogCapture.begin()) {
            exchange(get(broken, "X-Request-Id: gate-8", "traceparent: " + TRACE));
            exchange("GET /broken HTTP/1.1\r\nHost: h\r\nX-Request-Id: gate-9\r\ntraceparent: " + TRACE + "\r\n\r\n");

            assertThat(linesOf("gate-8", log)).containsExactly(Map.of("requestId", "gate-8", "traceparent", TRACE));
            assertThat(linesOf("gate-9", log)).containsExactly(Map.of("requestId", "gate-9", "traceparent", TRACE));
        }
    }

    @Test
    void nothing_is_left_for_the_next_request() {
        try (LogCapture log = LogCapture.begin();
                RawConnection connection = RawConnection.to(server.port())) {
            for (int i = 0; i < 100; i++) { // often enough to meet each thread again, where they are pooled
                connection
                        .send(get(job, "X-Request-Id: gate-1", "traceparent: " + TRACE))
                        .receive();
                connection
                        .send(get(broken, "X-Request-Id: gate-2", "traceparent: 00-0"))
                        .receive();
            }

            assertThat(linesOf("gate-2", log)).hasSize(100).containsOnly(Map.of("requestId", "gate-2"));
        }
    }

    @Test
    void polls_log_nothing_at_info() {
        try (LogCapture log = LogCapture.begin()) {
            exchange(get(job));

            assertThat(log.events())
                    .noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.INFO)
                            && event.getFormattedMessage().contains(job.value()));
        }
    }

    private static List<Map<String, String>> linesOf(String request, LogCapture log) {
        Await.until(() -> log.events().stream()
                .anyMatch(event -> request.equals(event.getMDCPropertyMap().get("requestId"))));
        return log.events().stream()
                .map(event -> Map.copyOf(event.getMDCPropertyMap()))
                .filter(context -> request.equals(context.get("requestId")))
                .collect(Collectors.toList());
    }

    private RawResponse exchange(String request) {
        return RawConnection.exchange(server.port(), request);
    }
}
