package io.contentjobs.http.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.ServerParts;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.Servers;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What browsers are told of every answer, whoever made it. */
final class SecurityHeadersTest {
    private static final ScriptedJobs JOBS = new ScriptedJobs();
    private static final JobId PENDING = JOBS.answer(new JobReport.InProgress(JobStatus.PENDING));
    private static final JobId ENDED = JOBS.answer(new JobReport.Failed("x"));
    private static final String POLICY = "default-src 'self'";
    private static final JobStatusServer SERVER =
            JobStatusServer.start(Servers.OPTIONS, JOBS, Servers.NO_WAITING, ServerParts.NONE.withRoutes(routes -> {
                routes.get(
                        "/page",
                        ctx -> ctx.header("Content-Security-Policy", POLICY).html("<p>"));
                routes.get("/broken", ctx -> {
                    throw new IllegalStateException("unforeseen");
                });
            }));

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    static Stream<String> requests() {
        String ours = "/api/content/jobs/" + PENDING + "/status HTTP/1.1\r\nHost: h\r\n";
        return Stream.of(
                "GET " + ours + "\r\n",
                "HEAD " + ours + "Connection: close\r\n\r\n",
                "GET " + ours + "If-None-Match: *\r\n\r\n",
                "GET /api/content/jobs/" + ENDED + "/status HTTP/1.1\r\nHost: h\r\nAccept: text/event-stream\r\n\r\n",
                "GET " + ours + "Prefer: wait=x\r\n\r\n",
                "DELETE " + ours + "\r\n",
                "POST " + ours + "Content-Length: 9999\r\n\r\n",
                "GET " + ours + "X: " + "y".repeat(9_000) + "\r\n\r\n",
                "GET /" + "y".repeat(9_000) + " HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /none HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET //none HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /broken HTTP/1.1\r\nHost: h\r\n\r\n",
                "POST /client/content-jobs.js HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n",
                "GET /client/content-jobs.js HTTP/1.1\r\nHost: h\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost h\r\n\r\n",
                "GET / HTTP/3.7\r\nHost: h\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "nonsense\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void answer_is_nothing_but_what_it_is(String request) {
        try (RawConnection connection = RawConnection.to(SERVER.port())) {
            RawResponse head = connection.send(request).receiveHead();

            assertThat(head.field("x-content-type-options")).isEqualTo("nosniff");
            assertThat(head.field("content-security-policy")).isEqualTo("default-src 'none'; frame-ancestors 'none'");
            assertThat(head.field("cross-origin-resource-policy")).isEqualTo("same-origin");
            assertThat(head.field("referrer-policy")).isEqualTo("no-referrer");
            assertThat(head.fields()).doesNotContainKeys("server", "x-powered-by", "via");
        }
    }

    @Test
    void page_says_itself_what_it_is() {
        RawResponse response =
                RawConnection.exchange(SERVER.port(), "GET /page HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        assertThat(response.field("content-security-policy")).isEqualTo(POLICY);
        assertThat(response.field("x-content-type-options")).isEqualTo("nosniff");
    }
}
