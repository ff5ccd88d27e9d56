package io.contentjobs.http.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.http.CorsOrigins;
import io.contentjobs.http.HttpAccess;
import io.contentjobs.http.HttpOptions;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.Servers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fast path and the routes send the same bytes. */
final class PollFastPathTest {
    private static final ScriptedJobs JOBS = new ScriptedJobs();
    private static final Map<String, JobId> IDS = Map.of(
            "pending", JOBS.pending(),
            "processing", JOBS.processing(),
            "completed", JOBS.answer(new JobReport.Completed(Jobs.imageUrls())),
            "failed", JOBS.answer(new JobReport.Failed("오류 \"1\"")),
            "unknown", Jobs.id(),
            "gone", JOBS.imagesGone(),
            "unreadable", JOBS.unreadable(),
            "unavailable", JOBS.unavailable(),
            "broken", JOBS.broken());
    private static final HttpOptions OPTIONS = Servers.options(
            new HttpAccess(Optional.empty(), Optional.of(CorsOrigins.parse("https://a.example")), OptionalInt.empty()));
    private static final JobStatusServer FAST = JobStatusServer.start(OPTIONS, JOBS, PollFastPathTest::await);
    private static final JobStatusServer ROUTES =
            JobStatusServer.start(OPTIONS.withoutFastPath(), JOBS, PollFastPathTest::await);

    @AfterAll
    static void stop() {
        FAST.close();
        ROUTES.close();
    }

    static Stream<String> requests() {
        List<String> headers = List.of(
                "",
                "If-None-Match: *\r\n",
                "If-None-Match: \"x\"\r\n",
                "Origin: https://a.example\r\n",
                "Accept: text/html, */*;q=0.1\r\nTE: trailers\r\n",
                "Prefer: respond-async\r\n",
                "Prefer: wait=0\r\n",
                "Prefer: wait=1\r\n");
        Stream<String> rows = IDS.values().stream()
                .map(id -> "/api/content/jobs/" + id + "/status")
                .flatMap(path -> Stream.of("GET", "HEAD")
                        .flatMap(method ->
                                headers.stream().map(more -> method + " " + path + " HTTP/1.1\r\nHost: h\r\n" + more)));
        String pending = "/api/content/jobs/" + IDS.get("pending") + "/status";
        Stream<String> others = Stream.of(
                        "GET /api/content/jobs/no:id/status HTTP/1.1\r\nHost: h\r\n",
                        "GET /api/content/jobs/a%2Fb/status HTTP/1.1\r\nHost: h\r\n",
                        "GET /api/content/jobs//status HTTP/1.1\r\nHost: h\r\n",
                        "HEAD /api/content/jobs/%C0%AF/status HTTP/1.1\r\nHost: h\r\n",
                        "GET " + pending.replace("jobs", "%6aobs") + " HTTP/1.1\r\nHost: h\r\n",
                        "GET " + pending + "?x=%zz HTTP/1.1\r\nHost: h\r\n",
                        "GET " + pending + "?wait=x HTTP/1.1\r\nHost: h\r\n",
                        "GET " + pending + "?wait=0 HTTP/1.1\r\nHost: h\r\n",
                        "GET " + pending + " HTTP/1.0\r\n",
                        "POST " + pending + " HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n",
                        "OPTIONS " + pending + " HTTP/1.1\r\nHost: h\r\n",
                        "PURGE " + pending + " HTTP/1.1\r\nHost: h\r\n",
                        "get " + pending + " HTTP/1.1\r\nHost: h\r\n",
                        "GET /none HTTP/1.1\r\nHost: h\r\n")
                .flatMap(request -> Stream.of(request, request + "Accept: text/event-stream\r\n"));
        return Stream.concat(rows, others);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void bytes_are_the_same_with_and_without_the_fast_path(String request) {
        String routes = exchange(ROUTES, request);

        assertThat(routes).startsWith("HTTP/1.1 ").contains("X-Request-Id: same");
        assertThat(exchange(FAST, request)).isEqualTo(routes);
    }

    private static String exchange(JobStatusServer server, String request) {
        try (RawConnection connection = RawConnection.to(server.port())) {
            return connection
                    .send(request + "X-Request-Id: same\r\nConnection: close\r\n\r\n")
                    .receiveAll()
                    .replaceFirst("\r\nDate: [^\r]+", "\r\nDate: now");
        }
    }

    private static JobReport await(JobId id, Predicate<? super JobReport> enough, Duration atMost) {
        return JOBS.getJobStatus(id);
    }
}
