package io.contentjobs.http.security;

import static io.contentjobs.http.testing.RawConnection.exchange;
import static io.contentjobs.http.testing.Requests.STREAM;
import static io.contentjobs.http.testing.Requests.get;
import static io.contentjobs.http.testing.Requests.pathOf;
import static io.contentjobs.http.testing.Requests.request;

import io.contentjobs.domain.JobId;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.ServerParts;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.Servers;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The security headers of every answer, also of those that Jetty makes. */
final class SecurityHeadersTest {
    private static final ScriptedJobs JOBS = new ScriptedJobs();
    private static final JobId PENDING = JOBS.pending();
    private static final String POLICY = "default-src 'self'";

    @AutoClose
    private static final JobStatusServer SERVER =
            Servers.polled(Servers.OPTIONS, JOBS, ServerParts.NONE.withRoutes(routes -> {
                routes.get(
                        "/page",
                        ctx -> ctx.header("Content-Security-Policy", POLICY).html("<p>"));
                Servers.addRoutes(routes);
            }));

    static Stream<String> requests() {
        return Stream.of(
                get(PENDING),
                request("HEAD", pathOf(PENDING), "Connection: close"),
                get(PENDING, "If-None-Match: *"),
                get(JOBS.failed(), STREAM),
                get(PENDING, "Prefer: wait=x"),
                request("DELETE", pathOf(PENDING)),
                request("POST", pathOf(PENDING), "Content-Length: 9999"),
                get(PENDING, "X: " + "y".repeat(9_000)),
                request("GET", "/" + "y".repeat(9_000)),
                request("GET", "/none"),
                request("GET", "//none"),
                request("GET", "/broken"),
                request("POST", "/client/content-jobs.js", "Content-Length: 0"),
                request("GET", "/client/content-jobs.js"),
                request("OPTIONS", "*"),
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost h\r\n\r\n",
                "GET / HTTP/3.7\r\nHost: h\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "nonsense\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void every_answer_has_the_security_headers(String request) {
        try (RawConnection connection = RawConnection.to(SERVER.port())) {
            connection
                    .send(request)
                    .receiveHead()
                    .has("x-content-type-options", "nosniff")
                    .has("content-security-policy", "default-src 'none'; frame-ancestors 'none'")
                    .has("cross-origin-resource-policy", "same-origin")
                    .has("referrer-policy", "no-referrer")
                    .hasNo("server", "x-powered-by", "via");
        }
    }

    @Test
    void page_sets_its_own_content_security_policy() {
        exchange(SERVER.port(), "GET", "/page")
                .has("content-security-policy", POLICY)
                .has("x-content-type-options", "nosniff");
    }
}
