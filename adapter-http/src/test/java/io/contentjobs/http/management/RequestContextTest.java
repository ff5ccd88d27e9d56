package io.contentjobs.http.management;

import static io.contentjobs.http.testing.RawConnection.exchange;
import static io.contentjobs.http.testing.Requests.get;
import static io.contentjobs.http.testing.Requests.pathOf;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.contentjobs.application.testing.Await;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.ServerParts;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.ScriptedWaiting;
import io.contentjobs.http.testing.Servers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each request has an id, and its answer and its log lines have it. */
final class RequestContextTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final ScriptedJobs jobs = new ScriptedJobs();
    private final JobId job = jobs.pending();
    private final JobId broken = jobs.broken();

    @AutoClose
    private final LogCapture log = LogCapture.begin();

    @AutoClose
    private final JobStatusServer server =
            Servers.polled(Servers.OPTIONS, jobs, ServerParts.NONE.withRoutes(Servers::addRoutes));

    private final int port = server.port();

    @Test
    void answer_has_the_request_id_of_the_client() {
        exchange(port, get(job, "x-request-id: Gate-7_a.b")).has("x-request-id", "Gate-7_a.b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Other: 1", "X-Request-Id: ", "X-Request-Id: a b", "X-Request-Id: <script>"})
    void request_without_a_valid_id_gets_a_new_one(String header) {
        assertThat(Stream.generate(() -> exchange(port, get(job, header)).header("x-request-id"))
                        .limit(20))
                .doesNotHaveDuplicates()
                .allMatch(RequestIds::isValid);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /none",
        "GET, //none",
        "GET, /broken",
        "POST, /client/content-jobs.js",
        "GET, /client/content-jobs.js",
        "GET, /api/content/jobs/no:id/status",
        "DELETE, /api/content/jobs/id/status",
        "GET, /api/content/jobs/id/status"
    })
    void every_answer_has_the_request_id(String method, String path) {
        exchange(port, method, path, "Content-Length: 0", "X-Request-Id: gate-7")
                .has("x-request-id", "gate-7");
    }

    @Test
    void malformed_request_gets_an_id() {
        assertThat(exchange(port, "GET / HTTP/1.1\r\nHost h\r\n\r\n").header("x-request-id"))
                .matches(RequestIds::isValid);
    }

    @Test
    void log_lines_have_the_request_id_and_the_trace() {
        exchange(port, "GET", pathOf(broken), "X-Request-Id: gate-8", "traceparent: " + TRACE);
        exchange(port, "GET", "/broken", "X-Request-Id: gate-9", "traceparent: " + TRACE);
        for (String id : List.of("gate-8", "gate-9")) {
            assertThat(contextsOf(id)).containsExactly(Map.of("requestId", id, "traceparent", TRACE));
        }
    }

    /** The look-up at the end of the wait fails, on another thread. */
    @Test
    void log_lines_of_a_wait_have_the_request_id_and_the_trace() {
        AtomicInteger reads = new AtomicInteger();
        JobId id = jobs.answer(() -> {
            if (reads.getAndIncrement() == 0) {
                return new JobReport.InProgress(JobStatus.PENDING);
            }
            throw new IllegalStateException("broken");
        });
        try (JobStatusServer waited = JobStatusServer.start(Servers.OPTIONS, jobs, new ScriptedWaiting())) {
            exchange(waited.port(), "GET", pathOf(id) + "?wait=1", "X-Request-Id: gate-3", "traceparent: " + TRACE)
                    .is(500);
        }
        assertThat(contextsOf("gate-3")).containsExactly(Map.of("requestId", "gate-3", "traceparent", TRACE));
    }

    @Test
    void log_context_is_empty_for_the_next_request() {
        try (RawConnection connection = RawConnection.to(port)) {
            for (int i = 0; i < 100; i++) { // often enough to meet each pooled thread again
                connection.send(get(job, "X-Request-Id: gate-1", "traceparent: " + TRACE));
                connection.receive();
                connection.send(get(broken, "X-Request-Id: gate-2", "traceparent: 00-0"));
                connection.receive();
            }
            assertThat(contextsOf("gate-2")).hasSize(100).containsOnly(Map.of("requestId", "gate-2"));
        }
    }

    @Test
    void polls_log_nothing_at_info() {
        exchange(port, get(job));
        assertThat(log.events())
                .noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.INFO)
                        && event.getFormattedMessage().contains(job.value()));
    }

    /** Returns the log contexts of a request, as soon as there is one. */
    private List<Map<String, String>> contextsOf(String id) {
        Supplier<List<Map<String, String>>> contexts = () -> log.events().stream()
                .map(ILoggingEvent::getMDCPropertyMap)
                .filter(context -> id.equals(context.get("requestId")))
                .toList();
        Await.until(() -> !contexts.get().isEmpty());
        return contexts.get();
    }
}
