package io.contentjobs.http.security;

import static io.contentjobs.http.testing.RawConnection.exchange;
import static io.contentjobs.http.testing.Requests.STREAM;
import static io.contentjobs.http.testing.Requests.pathOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.http.CorsOrigins;
import io.contentjobs.http.HttpAccess;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.ServerParts;
import io.contentjobs.http.TokenKeys;
import io.contentjobs.http.TokenVerifier;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.Servers;
import io.contentjobs.http.testing.Tokens;
import io.contentjobs.http.testing.WordSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CORS: which answers pages of other origins may read, and preflights. */
final class CorsTest {
    private static final String ALLOWED = "https://app.example";
    private static final String ALSO_ALLOWED = "http://localhost:3000";
    private static final String ORIGIN = "Origin: " + ALLOWED;
    private static final String ASKS = "Access-Control-Request-Method: GET";
    private static final ScriptedJobs JOBS = new ScriptedJobs();
    private static final String PENDING = pathOf(JOBS.pending());

    @AutoClose
    private static final JobStatusServer OPEN =
            start(Optional.of(CorsOrigins.parse(ALLOWED + ", " + ALSO_ALLOWED)), Optional.empty());

    @AutoClose
    private static final JobStatusServer LOCKED = start(
            Optional.of(CorsOrigins.parse(ALLOWED)), Optional.of(Tokens.verifier(TokenKeys.ofSecret(Tokens.SECRET))));

    @AutoClose
    private static final JobStatusServer WITHOUT_ORIGINS = start(Optional.empty(), Optional.empty());

    private static final int PORT = OPEN.port();
    private static final int LOCKED_PORT = LOCKED.port();

    @ParameterizedTest
    @WordSource(ALLOWED + " " + ALSO_ALLOWED)
    void allowed_origin_may_read(String origin) {
        assertAllowed(exchange(PORT, "GET", PENDING, "Origin: " + origin).is(200), origin);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/content/jobs/none/status, 404",
        "GET, /api/content/jobs/no:id/status, 400",
        "GET, /api/content/jobs/x/status?wait=y, 400",
        "POST, /api/content/jobs/x/status, 405",
        "GET, /api/none, 404",
        "DELETE, /api/read, 405",
        "GET, /api/read, 200",
        "GET, /api/broken, 500",
        "GET, /client/content-jobs.js, 200",
    })
    void every_answer_may_be_read_by_an_allowed_origin(String method, String path, int status) {
        assertAllowed(exchange(PORT, method, path, ORIGIN, "Content-Length: 0").is(status), ALLOWED);
    }

    @Test
    void outages_revalidations_refusals_and_streams_may_be_read() {
        String unavailable = pathOf(JOBS.unavailable());
        String failed = pathOf(JOBS.failed());
        assertAllowed(exchange(PORT, "GET", unavailable, ORIGIN).is(503), ALLOWED);
        assertAllowed(exchange(PORT, "GET", PENDING, ORIGIN, "If-None-Match: *").is(304), ALLOWED);
        assertAllowed(exchange(LOCKED_PORT, "GET", PENDING, ORIGIN).is(401), ALLOWED);
        assertAllowed(
                exchange(PORT, "POST", "/api/read", ORIGIN, "Content-Length: 5000")
                        .is(413),
                ALLOWED);
        assertAllowed(exchange(PORT, "GET", failed, ORIGIN, STREAM).is(200).contains("event: status"), ALLOWED);
    }

    @ParameterizedTest
    @WordSource("""
            https://other.example http://app.example https://app.example:8443 https://app.example.evil.example
            https://sub.app.example https://APP.example https://app.example/ null *
            """)
    @ValueSource(strings = {"https://app.example, http://localhost:3000", ""})
    void other_origins_get_no_cors_headers(String origin) {
        String other = "Origin: " + origin;
        for (RawResponse response : List.of(
                exchange(PORT, "GET", PENDING, other),
                exchange(PORT, "GET", "/api/none", other),
                exchange(LOCKED_PORT, "GET", PENDING, other),
                exchange(PORT, "OPTIONS", PENDING, other, ASKS))) {
            assertNoCorsHeaders(response);
            assertThat(response.headers().get("vary")).contains("Origin"); // a cache keeps it for this origin alone
        }
    }

    @Test
    void answer_without_an_origin_varies_by_origin() {
        RawResponse response = exchange(PORT, "GET", PENDING);
        assertNoCorsHeaders(response);
        assertThat(response.headers().get("vary")).containsExactlyInAnyOrder("Origin", "Accept, Prefer");
    }

    @ParameterizedTest
    @WordSource("/health/live /open")
    void other_paths_have_no_cors_headers(String path) {
        assertNoCorsHeaders(exchange(PORT, "GET", path, ORIGIN).is(200).has("vary", ""));
    }

    @Test
    void server_without_origins_sends_no_cors_headers() {
        int port = WITHOUT_ORIGINS.port();
        assertNoCorsHeaders(exchange(port, "GET", PENDING, ORIGIN).is(200).has("vary", "Accept, Prefer"));
        assertNoCorsHeaders(
                exchange(port, "OPTIONS", PENDING, ORIGIN, ASKS).is(405).has("vary", "Accept, Prefer"));
    }

    @ParameterizedTest
    @WordSource("/api/content/jobs/x/status /api/read /api/none /client/content-jobs.js")
    void preflight_is_answered(String path) {
        String asksHeaders = "Access-Control-Request-Headers: authorization,prefer";
        for (int port : List.of(PORT, LOCKED_PORT)) { // a preflight never has a token
            RawResponse response =
                    exchange(port, "OPTIONS", path, ORIGIN, ASKS, asksHeaders).is(204, "");
            assertAllowed(response, ALLOWED);
            response.has("access-control-allow-methods", "GET, HEAD")
                    .has(
                            "access-control-allow-headers",
                            "Authorization, If-None-Match, Last-Event-ID, Prefer, traceparent, X-Request-Id")
                    .has("access-control-max-age", "7200")
                    .hasNo("access-control-allow-credentials", "content-type");
        }
    }

    @Test
    void options_that_is_no_preflight_is_not_allowed() {
        exchange(PORT, "OPTIONS", PENDING, ORIGIN).is(405);
        exchange(PORT, "OPTIONS", PENDING, ASKS).is(405);
        exchange(PORT, "OPTIONS", "/open", ORIGIN, ASKS).is(405);
        exchange(PORT, "OPTIONS", PENDING, "Origin: https://other.example", ASKS)
                .is(405);
    }

    private static void assertAllowed(RawResponse response, String origin) {
        response.has("access-control-allow-origin", origin)
                .has("access-control-expose-headers", "ETag, Retry-After, Preference-Applied, X-Request-Id");
        assertThat(response.headers().get("vary")).contains("Origin");
    }

    private static void assertNoCorsHeaders(RawResponse response) {
        assertThat(response.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    private static JobStatusServer start(Optional<CorsOrigins> origins, Optional<TokenVerifier> tokens) {
        return Servers.polled(
                Servers.options(new HttpAccess(tokens, origins, OptionalInt.empty())),
                JOBS,
                ServerParts.NONE.withRoutes(routes -> Servers.addRoutes(routes, "/api/read", "/open", "/health/live")));
    }
}
