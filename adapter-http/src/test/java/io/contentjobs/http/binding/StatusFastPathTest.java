package io.contentjobs.http.binding;

import static io.contentjobs.http.testing.Requests.STREAM;
import static io.contentjobs.http.testing.Requests.pathOf;
import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.http.CorsOrigins;
import io.contentjobs.http.HttpAccess;
import io.contentjobs.http.HttpOptions;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.ScriptedWaiting;
import io.contentjobs.http.testing.Servers;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fast path and the routes send the same bytes. */
final class StatusFastPathTest {
    private static final ScriptedJobs JOBS = new ScriptedJobs();
    private static final JobId PENDING = JOBS.pending();
    private static final List<JobId> IDS = List.of(
            PENDING,
            JOBS.processing(),
            JOBS.answer(new JobReport.Completed(Jobs.imageUrls())),
            JOBS.answer(new JobReport.Failed("오류 \"1\"")),
            Jobs.id(),
            JOBS.imagesGone(),
            JOBS.unreadable(),
            JOBS.unavailable(),
            JOBS.broken());
    private static final AwaitJobStatus WAITING =
            new ScriptedWaiting().withEach(listener -> listener.reported(new JobReport.Failed("x")));
    private static final HttpOptions OPTIONS = Servers.options(
            new HttpAccess(Optional.empty(), Optional.of(CorsOrigins.parse("https://a.example")), OptionalInt.empty()));

    @AutoClose
    private static final JobStatusServer FAST = JobStatusServer.start(OPTIONS, JOBS, WAITING);

    @AutoClose
    private static final JobStatusServer ROUTES = JobStatusServer.start(OPTIONS.withoutFastPath(), JOBS, WAITING);

    static Stream<String> requests() {
        List<String> headers = List.of(
                "X: y",
                "If-None-Match: *",
                "If-None-Match: \"x\"",
                "Origin: https://a.example",
                "Accept: text/html, */*;q=0.1\r\nTE: trailers",
                "Prefer: respond-async",
                "Prefer: wait=0",
                "Prefer: wait=1");
        Stream<String> polls = IDS.stream()
                .flatMap(id -> Stream.of("GET", "HEAD")
                        .flatMap(method -> headers.stream().map(header -> request(method, pathOf(id), header))));
        String pending = pathOf(PENDING);
        Stream<String> others = Stream.of(
                        "GET /api/content/jobs/no:id/status",
                        "GET /api/content/jobs/a%2Fb/status",
                        "GET /api/content/jobs//status",
                        "HEAD /api/content/jobs/%C0%AF/status",
                        "GET " + pending.replace("jobs", "%6aobs"),
                        "GET " + pending + "?x=%zz",
                        "GET " + pending + "?wait=x",
                        "GET " + pending + "?wait=0",
                        "POST " + pending,
                        "OPTIONS " + pending,
                        "PURGE " + pending,
                        "get " + pending,
                        "GET /none")
                .map(line -> line.split(" ", 2))
                .flatMap(line -> Stream.of("X: y", STREAM).map(header -> request(line[0], line[1], header)));
        String old = "GET " + pending + " HTTP/1.0\r\n";
        return Stream.of(polls, others, Stream.of(old + "\r\n", old + STREAM + "\r\n\r\n"))
                .flatMap(requests -> requests);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void bytes_are_the_same_with_and_without_the_fast_path(String request) {
        String routes = exchangeBytes(ROUTES, request);
        assertThat(routes).startsWith("HTTP/1.1 ").contains("X-Request-Id: same");
        assertThat(exchangeBytes(FAST, request)).isEqualTo(routes);
    }

    private static String exchangeBytes(JobStatusServer server, String request) {
        String last = request.replaceFirst("\r\n\r\n$", "\r\nX-Request-Id: same\r\nConnection: close\r\n\r\n");
        try (RawConnection connection = RawConnection.to(server.port())) {
            return connection.send(last).receiveAll().replaceFirst("\r\nDate: [^\r]+", "\r\nDate: now");
        }
    }
}
