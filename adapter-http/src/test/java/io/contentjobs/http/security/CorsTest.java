package io.contentjobs.http.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.http.CorsOrigins;
import io.contentjobs.http.HttpAccess;
import io.contentjobs.http.HttpOptions;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.ServerParts;
import io.contentjobs.http.TokenClaims;
import io.contentjobs.http.TokenKeys;
import io.contentjobs.http.TokenVerifier;
import io.contentjobs.http.routes.Replies;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.Servers;
import io.contentjobs.http.testing.SetClock;
import io.contentjobs.http.testing.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages of other origins may read, and what browsers are told before they ask. */
final class CorsTest {
    private static final String FRIEND = "https://app.example";
    private static final String OTHER_FRIEND = "http://localhost:3000";
    private static final String ORIGIN = "Origin: " + FRIEND;
    private static final String ASKS = "Access-Control-Request-Method: GET";

    private static final ScriptedJobs JOBS = new ScriptedJobs();
    private static final JobId PENDING = JOBS.answer(new JobReport.InProgress(JobStatus.PENDING));
    private static final JobId ENDED = JOBS.answer(new JobReport.Failed("x"));
    private static final JobId AWAY = JOBS.fail(new StoreUnavailableException("job:x", "timed out", null));

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
    void page_of_an_origin_that_may_read_is_told_so(String origin) {
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
    void whatever_the_answer_is(String method, String path, int status) {
        RawResponse response = exchange(SHARED, method, path, ORIGIN, "Content-Length: 0");

        assertThat(response.status()).isEqualTo(status);
        assertAllowed(response, FRIEND);
    }

    @Test
    void outages_revalidations_and_refusals_too() {
        RawResponse away = get(SHARED, pathOf(AWAY), ORIGIN);
        RawResponse known = get(SHARED, pathOf(PENDING), ORIGIN, "If-None-Match: *");
        RawResponse refused = get(LOCKED, pathOf(PENDING), ORIGIN);
        RawResponse tooLong = exchange(SHARED, "POST", "/api/read", ORIGIN, "Content-Length: 5000");

        assertThat(List.of(away.status(), known.status(), refused.status(), tooLong.status()))
                .containsExactly(503, 304, 401, 413);
        assertThat(List.of(away, known, refused, tooLong)).allSatisfy(response -> assertAllowed(response, FRIEND));
    }

    @Test
    void streams_too() {
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
    void others_are_told_nothing(String origin) {
        for (RawResponse response : List.of(
                get(SHARED, pathOf(PENDING), "Origin: " + origin),
                get(SHARED, "/api/none", "Origin: " + origin),
                get(LOCKED, pathOf(PENDING), "Origin: " + origin),
                exchange(SHARED, "OPTIONS", pathOf(PENDING), "Origin: " + origin, ASKS))) {
            assertNothingIsSaid(response);
            assertThat(response.fields().get("vary")).contains("Origin"); // a cache may not hand it to a friend
        }
    }

    @Test
    void caches_learn_that_it_depends_though_nobody_named_an_origin() {
        RawResponse response = get(SHARED, pathOf(PENDING), "X: y");

        assertNothingIsSaid(response);
        assertThat(response.fields().get("vary")).containsExactlyInAnyOrder("Origin", "Accept, Prefer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/open"})
    void what_is_not_the_api_s_is_not_shared(String path) {
        RawResponse response = get(SHARED, path, ORIGIN);

        assertThat(response.status()).isEqualTo(200);
        assertNothingIsSaid(response);
        assertThat(response.field("vary")).isEmpty();
    }

    @Test
    void without_origins_nothing_is_said_to_anybody() {
        RawResponse answer = get(ALONE, pathOf(PENDING), ORIGIN);
        RawResponse preflight = exchange(ALONE, "OPTIONS", pathOf(PENDING), ORIGIN, ASKS);

        assertThat(preflight.status()).isEqualTo(405);
        assertThat(List.of(answer, preflight)).allSatisfy(response -> {
            assertNothingIsSaid(response);
            assertThat(response.field("vary")).isEqualTo("Accept, Prefer");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/content/jobs/x/status", "/api/read", "/api/none", "/client/content-jobs.js"})
    void browser_that_asks_first_is_told_what_may_be_sent(String path) {
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
    void options_that_ask_for_nothing_are_what_they_were() {
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

    private static void assertNothingIsSaid(RawResponse response) {
        assertThat(response.fields().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    private static JobStatusServer start(Optional<CorsOrigins> origins, boolean locked) {
        Optional<TokenVerifier> tokens = locked
                ? Optional.of(new TokenVerifier(TokenKeys.ofSecret(Tokens.SECRET), TokenClaims.ANY, new SetClock()))
                : Optional.empty();
        HttpOptions options = new HttpOptions(
                "127.0.0.1",
                0,
                Servers.POLL_INTERVAL,
                Servers.MAX_WAIT,
                Servers.MAX_WAITERS,
                new HttpAccess(tokens, origins, OptionalInt.empty()));
        ServerParts parts = ServerParts.NONE.withRoutes(routes -> {
            for (String path : List.of("/api/read", "/open", "/health/live")) {
                Replies.onGet(routes, path, ctx -> Replies.json(ctx, 200, "{}"));
            }
            routes.get("/api/broken", ctx -> {
                throw new IllegalStateException("unforeseen");
            });
        });
        return JobStatusServer.start(options, JOBS, Servers.NO_WAITING, parts);
    }

    private static String pathOf(JobId id) {
        return "/api/content/jobs/" + id + "/status";
    }

    private static String request(String method, String path, String... fields) {
        return method + ' ' + path + " HTTP/1.1\r\nHost: h\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
    }

    private static RawResponse get(JobStatusServer server, String path, String... fields) {
        return exchange(server, "GET", path, fields);
    }

    private static RawResponse exchange(JobStatusServer server, String method, String path, String... fields) {
        return RawConnection.exchange(server.port(), request(method, path, fields));
    }
}
