package io.contentjobs.http.security;

import static io.contentjobs.http.testing.Requests.pathOf;
import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.JobId;
import io.contentjobs.http.CorsOrigins;
import io.contentjobs.http.HttpAccess;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.ServerParts;
import io.contentjobs.http.TokenKeys;
import io.contentjobs.http.TokenVerifier;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.Servers;
import io.contentjobs.http.testing.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CORS: which answers pages of other origins may read, and preflights. */
final class CorsTest {
    private static final String FRIEND = "https://app.example";
    private static final String OTHER_FRIEND = "http://localhost:3000";
    private static final String ORIGIN = "Origin: " + FRIEND;
    private static final String ASKS = "Access-Control-Request-Method: GET";

    private static final ScriptedJobs JOBS = new ScriptedJobs();
    private static final JobId PENDING = JOBS.pending();
    private static final JobId ENDED = JOBS.failed();
    private static final JobId AWAY = JOBS.unavailable();

    private static final JobStatusServer SHARED =
            start(Optional.of(CorsOrigins.parse(FRIEND + ", " + OTHER_FRIEND)), false);
    private static final JobStatusServer LOCKED = start(Optional.of(CorsOrigins.parse(FRIEND)), true);
    private static final JobStatusServer ALONE = start(Optional.empty(), false);

    @AfterAll
    static void stop() {
        SHARED.close();
        LOCKED.close();
        ALONE.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {FRIEND, OTHER_FRIEND})
    void allowed_origin_may_read(String origin) {
        RawResponse response = get(SHARED, pathOf(PENDING), "Origin: " + origin);

        assertThat(response.status()).isEqualTo(200);
        assertAllowed(response, origin);
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
        RawResponse response = exchange(SHARED, method, path, ORIGIN, "Content-Length: 0");

        assertThat(response.status()).isEqualTo(status);
        assertAllowed(response, FRIEND);
    }

    @Test
    void outages_revalidations_and_refusals_may_be_read() {
        RawResponse away = get(SHARED, pathOf(AWAY), ORIGIN);
        RawResponse known = get(SHARED, pathOf(PENDING), ORIGIN, "If-None-Match: *");
        RawResponse refused = get(LOCKED, pathOf(PENDING), ORIGIN);
        RawResponse tooLong = exchange(SHARED, "POST", "/api/read", ORIGIN, "Content-Length: 5000");

        assertThat(List.of(away.status(), known.status(), refused.status(), tooLong.status()))
                .containsExactly(503, 304, 401, 413);
        assertThat(List.of(away, known, refused, tooLong)).allSatisfy(response -> assertAllowed(response, FRIEND));
    }

    @Test
    void streams_may_be_read() {
        try (RawConnection connection = RawConnection.to(SHARED.port())) {
            RawResponse head = connection
                    .send(request("GET", pathOf(ENDED), ORIGIN, "Accept: text/event-stream"))
                    .receiveHead();

            assertThat(head.field("content-type")).startsWith("text/event-stream");
            assertAllowed(head, FRIEND);
            assertThat(connection.receiveAll()).contains("FAILED");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.example",
                "http://app.example",
                "https://app.example:8443",
                "https://app.example.evil.example",
                "https://sub.app.example",
                "https://APP.example",
                "https://app.example/",
                "https://app.example, http://localhost:3000",
                "null",
                "*",
                ""
            })
    void other_origins_get_no_cors_headers(String origin) {
        for (RawResponse response : List.of(
                get(SHARED, pathOf(PENDING), "Origin: " + origin),
                get(SHARED, "/api/none", "Origin: " + origin),
                get(LOCKED, pathOf(PENDING), "Origin: " + origin),
                exchange(SHARED, "OPTIONS", pathOf(PENDING), "Origin: " + origin, ASKS))) {
            assertNoCorsHeaders(response);
            assertThat(response.fields().get("vary")).contains("Origin"); // a cache may not hand it to a friend
        }
    }

    @Test
    void answer_without_an_origin_varies_by_origin() {
        RawResponse response = get(SHARED, pathOf(PENDING));

        assertNoCorsHeaders(response);
        assertThat(response.fields().get("vary")).containsExactlyInAnyOrder("Origin", "Accept, Prefer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/open"})
    void other_paths_have_no_cors_headers(String path) {
        RawResponse response = get(SHARED, path, ORIGIN);

        assertThat(response.status()).isEqualTo(200);
        assertNoCorsHeaders(response);
        assertThat(response.field("vary")).isEmpty();
    }

    @Test
    void server_without_origins_sends_no_cors_headers() {
        RawResponse answer = get(ALONE, pathOf(PENDING), ORIGIN);
        RawResponse preflight = exchange(ALONE, "OPTIONS", pathOf(PENDING), ORIGIN, ASKS);

        assertThat(preflight.status()).isEqualTo(405);
        assertThat(List.of(answer, preflight)).allSatisfy(response -> {
            assertNoCorsHeaders(response);
            assertThat(response.field("vary")).isEqualTo("Accept, Prefer");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/content/jobs/x/status", "/api/read", "/api/none", "/client/content-jobs.js"})
    void preflight_is_answered(String path) {
        for (JobStatusServer server : List.of(SHARED, LOCKED)) { // it never has a token
            try (RawConnection connection = RawConnection.to(server.port())) {
                RawResponse response = connection
                        .send(request(
                                "OPTIONS",
                                path,
                                ORIGIN,
                                ASKS,
                                "Access-Control-Request-Headers: authorization,prefer",
                                "Connection: close"))
                        .receiveHead();

                assertThat(response.status()).isEqualTo(204);
                assertAllowed(response, FRIEND);
                assertThat(response.field("access-control-allow-methods")).isEqualTo("GET, HEAD");
                assertThat(response.field("access-control-allow-headers"))
                        .isEqualTo("Authorization, If-None-Match, Last-Event-ID, Prefer, traceparent, X-Request-Id");
                assertThat(response.field("access-control-max-age")).isEqualTo("7200");
                assertThat(response.fields()).doesNotContainKeys("access-control-allow-credentials", "content-type");
                assertThat(connection.ends()).as("no body").isTrue();
            }
        }
    }

    @Test
    void options_that_is_no_preflight_is_not_allowed() {
        assertThat(exchange(SHARED, "OPTIONS", pathOf(PENDING), ORIGIN).status())
                .isEqualTo(405);
        assertThat(exchange(SHARED, "OPTIONS", pathOf(PENDING), ASKS).status()).isEqualTo(405);
        assertThat(exchange(SHARED, "OPTIONS", "/open", ORIGIN, ASKS).status()).isEqualTo(405);
        assertThat(exchange(SHARED, "OPTIONS", pathOf(PENDING), "Origin: https://other.example", ASKS)
                        .status())
                .isEqualTo(405);
    }

    private static void assertAllowed(RawResponse response, String origin) {
        assertThat(response.field("access-control-allow-origin")).isEqualTo(origin);
        assertThat(response.field("access-control-expose-headers"))
                .isEqualTo("ETag, Retry-After, Preference-Applied, X-Request-Id");
        assertThat(response.fields().get("vary")).contains("Origin");
    }

    private static void assertNoCorsHeaders(RawResponse response) {
        assertThat(response.fields().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    private static JobStatusServer start(Optional<CorsOrigins> origins, boolean locked) {
        Optional<TokenVerifier> tokens =
                locked ? Optional.of(Tokens.verifier(TokenKeys.ofSecret(Tokens.SECRET))) : Optional.empty();
        return Servers.polled(
                Servers.options(new HttpAccess(tokens, origins, OptionalInt.empty())),
                JOBS,
                ServerParts.NONE.withRoutes(routes -> Servers.addRoutes(routes, "/api/read", "/open", "/health/live")));
    }

    private static RawResponse get(JobStatusServer server, String path, String... fields) {
        return exchange(server, "GET", path, fields);
    }

    private static RawResponse exchange(JobStatusServer server, String method, String path, String... fields) {
        return RawConnection.exchange(server.port(), request(method, path, fields));
    }
}
