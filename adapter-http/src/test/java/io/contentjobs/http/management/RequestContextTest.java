package io.contentjobs.http.management;

import static io.contentjobs.http.testing.Requests.get;
import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.contentjobs.domain.JobId;
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

/** Each request has an id: its answer and its log lines have it. */
final class RequestContextTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final ScriptedJobs jobs = new ScriptedJobs();
    private final JobId job = jobs.pending();
    private final JobId broken = jobs.broken();
    private final JobStatusServer server =
            Servers.polled(Servers.OPTIONS, jobs, ServerParts.NONE.withRoutes(Servers::addRoutes));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void request_id_of_the_client_is_repeated() {
        assertThat(exchange(get(job, "x-request-id: Gate-7_a.b")).field("x-request-id"))
                .isEqualTo("Gate-7_a.b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Other: 1", "X-Request-Id: ", "X-Request-Id: a b", "X-Request-Id: <script>"})
    void request_without_a_valid_id_gets_a_new_one(String field) {
        List<String> names = IntStream.range(0, 20)
                .mapToObj(i -> exchange(get(job, field)).field("x-request-id"))
                .toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(RequestIds::isValid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /none",
                "GET //none",
                "GET /broken",
                "POST /client/content-jobs.js",
                "GET /client/content-jobs.js",
                "GET /api/content/jobs/no:id/status",
                "DELETE /api/content/jobs/id/status",
                "GET /api/content/jobs/id/status"
            })
    void every_answer_has_the_request_id(String line) {
        String[] words = line.split(" ", 2);
        RawResponse response = exchange(request(words[0], words[1], "Content-Length: 0", "X-Request-Id: gate-7"));

        assertThat(response.fields().get("x-request-id")).containsExactly("gate-7");
    }

    @Test
    void malformed_request_gets_an_id() {
        assertThat(exchange("GET / HTTP/1.1\r\nHost h\r\n\r\n").field("x-request-id"))
                .matches(RequestIds::isValid);
    }

    @Test
    void log_lines_have_the_request_id_and_the_trace() {
        try (LogCapture log = LogCapture.begin()) {
            exchange(get(broken, "X-Request-Id: gate-8", "traceparent: " + TRACE));
            exchange(request("GET", "/broken", "X-Request-Id: gate-9", "traceparent: " + TRACE));

            assertThat(linesOf("gate-8", log)).containsExactly(Map.of("requestId", "gate-8", "traceparent", TRACE));
            assertThat(linesOf("gate-9", log)).containsExactly(Map.of("requestId", "gate-9", "traceparent", TRACE));
        }
    }

    @Test
    void log_context_is_empty_for_the_next_request() {
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
