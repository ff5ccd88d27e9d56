package io.contentjobs.http.security;

import static io.contentjobs.http.testing.Requests.pathOf;
import static io.contentjobs.http.testing.Requests.request;
import static io.contentjobs.http.testing.Tokens.CLAIMS;
import static io.contentjobs.http.testing.Tokens.EC;
import static io.contentjobs.http.testing.Tokens.RSA;
import static io.contentjobs.http.testing.Tokens.SECRET;
import static io.contentjobs.http.testing.Tokens.base64;
import static io.contentjobs.http.testing.Tokens.claims;
import static io.contentjobs.http.testing.Tokens.ec;
import static io.contentjobs.http.testing.Tokens.es256;
import static io.contentjobs.http.testing.Tokens.header;
import static io.contentjobs.http.testing.Tokens.hmac;
import static io.contentjobs.http.testing.Tokens.hs256;
import static io.contentjobs.http.testing.Tokens.jwk;
import static io.contentjobs.http.testing.Tokens.rs256;
import static io.contentjobs.http.testing.Tokens.rsa;
import static io.contentjobs.http.testing.Tokens.signed;
import static io.contentjobs.http.testing.Tokens.unsigned;
import static io.contentjobs.http.testing.Tokens.verifier;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.JobId;
import io.contentjobs.http.HttpAccess;
import io.contentjobs.http.HttpListener;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.ServerParts;
import io.contentjobs.http.TokenKeys;
import io.contentjobs.http.routes.Replies;
import io.contentjobs.http.testing.HeardRequests;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.Servers;
import io.contentjobs.http.testing.SetClock;
import io.contentjobs.http.testing.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of requests, checked with the secret of one server and the public keys of another. */
final class AuthenticationTest {
    private static final long NOW = SetClock.START.getEpochSecond();
    private static final String BODY = "{\"code\":\"AUTH_001\",\"message\":\"인증이 필요합니다\"}";
    private static final String REALM = "Bearer realm=\"content-jobs\"";
    private static final String REALM_AND_ERROR = REALM + ", error=\"invalid_token\"";
    private static final String BEARER = "Authorization: Bearer ";

    private static final KeyPair OTHER_RSA = rsa(2_048);
    private static final ScriptedJobs JOBS = new ScriptedJobs();
    private static final JobId JOB = JOBS.pending();
    private static final JobId ENDED = JOBS.failed();

    /** A server. It is not AutoCloseable, so JUnit does not close it after it was an argument. */
    record Keys(JobStatusServer server) {
        static final Keys SECRET = new Keys(start(TokenKeys.ofSecret(Tokens.SECRET), HttpListener.NONE));
        static final Keys PUBLIC = new Keys(start(TokenKeys.ofJwks(Tokens.jwks()), HttpListener.NONE));
        static final List<Keys> ALL = List.of(SECRET, PUBLIC);
    }

    @AfterAll
    static void stop() {
        Keys.ALL.forEach(keys -> keys.server().close());
    }

    static Stream<Arguments> goodTokens() {
        String longer = claims("\"nbf\":" + (NOW + 29) + ",\"iat\":" + NOW + ",\"exp\":" + (NOW + 999));
        String justExpired = claims("\"exp\":" + (NOW - 29));
        return Stream.of(
                Arguments.of("HS256", Keys.SECRET, BEARER + hs256(CLAIMS)),
                Arguments.of("RS256", Keys.PUBLIC, BEARER + rs256(CLAIMS)),
                Arguments.of("ES256", Keys.PUBLIC, BEARER + es256(CLAIMS)),
                Arguments.of("clock that is behind", Keys.SECRET, BEARER + hs256(longer)),
                Arguments.of("clock that is ahead", Keys.SECRET, BEARER + hs256(justExpired)),
                Arguments.of("scheme in other letters", Keys.SECRET, "authorization: bEARER   " + hs256(CLAIMS)),
                Arguments.of(
                        "no key named",
                        Keys.PUBLIC,
                        BEARER + signed("SHA256withRSA", header("RS256", ""), CLAIMS, RSA)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goodTokens")
    void good_token_is_accepted(String name, Keys keys, String field) {
        for (int time = 1; time <= 2; time++) { // the second time it is known
            assertThat(exchange(keys, "GET", pathOf(JOB), field).status()).isEqualTo(200);
        }
    }

    /** A row: what is wrong, which server is asked, with which fields. */
    static Stream<Arguments> badTokens() {
        List<Arguments> rows = new ArrayList<>(List.of(
                bad(Keys.SECRET, "expired", hs256(claims("\"exp\":" + (NOW - 30)))),
                bad(Keys.PUBLIC, "expired", rs256(claims("\"exp\":" + (NOW - 30)))),
                bad(Keys.SECRET, "not yet valid", hs256(claims("\"nbf\":" + (NOW + 31) + ",\"exp\":" + (NOW + 60)))),
                bad(Keys.SECRET, "no exp", hs256(claims("\"iat\":" + NOW))),
                bad(Keys.SECRET, "exp that is no number", hs256(claims("\"exp\":\"" + (NOW + 60) + "\""))),
                bad(Keys.SECRET, "exp beyond numbers", hs256(claims("\"exp\":1e999"))),
                bad(Keys.SECRET, "claims that are no object", hs256("[1]")),
                bad(Keys.SECRET, "claims that are no JSON", hs256("exp")),
                bad(Keys.SECRET, "wrong secret", hmac("HmacSHA256", header("HS256", ""), CLAIMS, new byte[32])),
                bad(Keys.SECRET, "HS512", hmac("HmacSHA512", header("HS512", ""), CLAIMS, SECRET)),
                bad(Keys.SECRET, "HS256 that says HS512", hmac("HmacSHA256", header("HS512", ""), CLAIMS, SECRET)),
                bad(Keys.SECRET, "RS256 where there is a secret", rs256(CLAIMS)),
                bad(
                        Keys.PUBLIC,
                        "wrong RSA key",
                        signed("SHA256withRSA", header("RS256", ",\"kid\":\"r\""), CLAIMS, OTHER_RSA)),
                bad(
                        Keys.PUBLIC,
                        "wrong EC key",
                        signed("SHA256withECDSAinP1363Format", header("ES256", ""), CLAIMS, ec("secp256r1"))),
                bad(Keys.PUBLIC, "RS512", signed("SHA512withRSA", header("RS512", ",\"kid\":\"r\""), CLAIMS, RSA)),
                bad(
                        Keys.PUBLIC,
                        "unknown key",
                        signed("SHA256withRSA", header("RS256", ",\"kid\":\"x\""), CLAIMS, RSA)),
                bad(
                        Keys.PUBLIC,
                        "another key's name",
                        signed("SHA256withRSA", header("RS256", ",\"kid\":\"e\""), CLAIMS, RSA)),
                bad(Keys.PUBLIC, "ES256 in DER", signed("SHA256withECDSA", header("ES256", ""), CLAIMS, EC)),
                bad(Keys.PUBLIC, "ES256 of zeros", unsigned(header("ES256", ""), CLAIMS) + '.' + base64(new byte[64])),
                bad(
                        Keys.PUBLIC,
                        "key in the header",
                        signed("SHA256withRSA", header("RS256", ",\"jwk\":" + jwk(OTHER_RSA, "")), CLAIMS, OTHER_RSA)),
                bad(
                        Keys.PUBLIC,
                        "critical extension",
                        signed("SHA256withRSA", header("RS256", ",\"crit\":[\"b64\"],\"b64\":true"), CLAIMS, RSA)),
                bad(
                        Keys.PUBLIC,
                        "token for something else",
                        signed("SHA256withRSA", header("RS256", ",\"typ\":\"logout+jwt\""), CLAIMS, RSA)),
                bad(Keys.SECRET, "two tokens in one field", good() + ", Bearer " + good()),
                bad(Keys.SECRET, "blank within", good().replaceFirst("\\.", ". ")),
                bad(Keys.SECRET, "other letters in the signature", good() + "_"),
                bad(Keys.SECRET, "letters that base64 has not", good() + "*"),
                bad(Keys.SECRET, "padding", good() + "="),
                bad(Keys.SECRET, "four parts", good() + ".x"),
                bad(Keys.SECRET, "garbage", "\u00e9" + "{}[]..\"'<script>"),
                bad(Keys.SECRET, "8 kB of garbage", "Ab0-_.~+".repeat(1_024)),
                bad(
                        Keys.SECRET,
                        "header of nested arrays",
                        base64(("{\"alg\":" + "[".repeat(4_000)).getBytes(StandardCharsets.US_ASCII)) + ".e30.x")));
        for (String none : List.of("none", "None", "NONE", "nOnE")) {
            for (Keys keys : Keys.ALL) {
                String unsigned = unsigned(header(none, ""), CLAIMS);
                rows.add(bad(keys, none, unsigned + '.'));
                rows.add(bad(keys, none + " without a dot", unsigned));
                rows.add(bad(keys, none + " with a signature", unsigned + ".e30"));
            }
        }
        for (String key : List.of(jwk(RSA, ""), pem(), der())) { // what an attacker has of it
            byte[] secret = key.getBytes(StandardCharsets.ISO_8859_1);
            rows.add(bad(
                    Keys.PUBLIC,
                    "RSA key as a secret",
                    hmac("HmacSHA256", header("HS256", ",\"kid\":\"r\""), CLAIMS, secret)));
        }
        for (int length = 7; length < good().length(); length += 7) {
            rows.add(bad(Keys.SECRET, "truncated to " + length, good().substring(0, length)));
        }
        rows.add(bad(Keys.SECRET, "truncated by one", good().substring(0, good().length() - 1)));
        return rows.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void bad_token_is_refused(String name, Keys keys, String token) {
        int before = JOBS.questions();
        for (int time = 1; time <= 2; time++) {
            assertRefused(exchange(keys, "GET", pathOf(JOB), BEARER + token), REALM_AND_ERROR);
        }
        assertThat(JOBS.questions()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: y",
                "Authorization: Basic YTpi",
                "Authorization: Bearer",
                "Authorization:",
                "Authorization: Bearer%20x",
                "Proxy-Authorization: Bearer GOOD",
                "X-Authorization: Bearer GOOD",
                "Cookie: access_token=GOOD; Authorization=Bearer GOOD",
                "Authorization: GOOD",
                "Authorization: DPoP GOOD"
            })
    void request_without_a_token_is_challenged(String field) {
        RawResponse response = exchange(Keys.SECRET, "GET", pathOf(JOB), field.replace("GOOD", good()));

        assertRefused(response, REALM);
    }

    @Test
    void token_in_the_query_or_in_a_body_does_not_count() {
        assertRefused(exchange(Keys.SECRET, "GET", pathOf(JOB) + "?access_token=" + good()), REALM);
        String form = "access_token=" + good();
        assertRefused(
                exchange(
                        Keys.SECRET,
                        "POST",
                        "/api/made",
                        "Content-Type: application/x-www-form-urlencoded",
                        "Content-Length: " + form.length(),
                        "Connection: close\r\n\r\n" + form),
                REALM);
    }

    @Test
    void two_tokens_are_refused() {
        String field = BEARER + good();
        assertRefused(exchange(Keys.SECRET, "GET", pathOf(JOB), field, field), REALM_AND_ERROR);
        assertRefused(exchange(Keys.SECRET, "GET", pathOf(JOB), "Authorization: Basic YTpi", field), REALM_AND_ERROR);
    }

    @Test
    void token_that_is_too_long_is_refused_with_the_headers() {
        assertThat(exchange(Keys.SECRET, "GET", pathOf(JOB), BEARER + "x".repeat(12 * 1_024))
                        .status())
                .isEqualTo(431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Prefer: wait=10", "Accept: text/event-stream", "If-None-Match: *"})
    void waits_and_streams_need_a_token(String field) {
        assertRefused(exchange(Keys.SECRET, "GET", pathOf(JOB), field), REALM);
        assertRefused(exchange(Keys.SECRET, "GET", pathOf(JOB), field, BEARER + good() + "x"), REALM_AND_ERROR);
    }

    @Test
    void stream_is_served_with_a_token() {
        try (RawConnection connection = RawConnection.to(Keys.SECRET.server().port())) {
            RawResponse head = connection
                    .send(request("GET", pathOf(ENDED), "Accept: text/event-stream", BEARER + good()))
                    .receiveHead();

            assertThat(head.status()).isEqualTo(200);
            assertThat(connection.receiveAll()).contains("event: status", "FAILED");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/content/jobs/no:id/status",
                "GET /api/content/jobs/unknown/status?wait=1",
                "GET /api/",
                "GET /api/none",
                "GET /api/read",
                "POST /api/made",
                "POST /api/content/jobs/x/status",
                "OPTIONS /api/read",
                "DELETE /api/read",
                "GET /%61pi/read",
                "GET /%61pi/content/jobs/x/status",
                "GET /ap%69/content/%6aobs/x/statu%73",
                "GET /api%2Fread",
                "GET //api/read",
                "GET /./api/read",
                "GET /x/../api/read",
                "GET /;x/api/read",
                "GET /api;x/read",
                "GET /%2e/api/read",
                "GET /\\api/read",
                "GET http://h/api/read"
            })
    void no_spelling_of_an_api_path_is_open(String line) {
        for (Keys keys : Keys.ALL) {
            String[] words = line.split(" ", 2);
            RawResponse response = exchange(keys, words[0], words[1], "Content-Length: 0");
            if (response.status() != 400) { // Jetty refuses some of them by itself
                assertRefused(response, REALM);
            }
        }
    }

    @Test
    void routes_of_the_api_answer_with_a_token() {
        assertThat(exchange(Keys.SECRET, "GET", "/api/read", BEARER + good()).body())
                .isEqualTo("{}");
        assertThat(exchange(Keys.SECRET, "POST", "/api/made", BEARER + good(), "Content-Length: 0")
                        .status())
                .isEqualTo(202);
        assertThat(exchange(Keys.SECRET, "GET", "/api/none", BEARER + good()).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/metrics", "/client/content-jobs.js", "/apis"})
    void other_paths_are_open(String path) {
        assertThat(exchange(Keys.SECRET, "GET", path).status()).isEqualTo(200);
    }

    @Test
    void preflight_needs_no_token() {
        assertThat(exchange(
                                Keys.SECRET,
                                "OPTIONS",
                                pathOf(JOB),
                                "Origin: https://a.example",
                                "Access-Control-Request-Method: GET")
                        .status())
                .isEqualTo(405);
        assertThat(exchange(Keys.SECRET, "OPTIONS", pathOf(JOB), "Origin: https://a.example")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void head_is_refused_without_a_body() {
        try (RawConnection connection = RawConnection.to(Keys.SECRET.server().port())) {
            RawResponse head = connection
                    .send(request("HEAD", pathOf(JOB), "Connection: close"))
                    .receiveHead();

            assertThat(head.status()).isEqualTo(401);
            assertThat(head.field("www-authenticate")).isEqualTo(REALM);
            assertThat(connection.ends()).isTrue();
        }
    }

    @Test
    void connection_stays_open_after_a_refusal() {
        try (RawConnection connection = RawConnection.to(Keys.SECRET.server().port())) {
            assertThat(connection.send(request("GET", pathOf(JOB))).receive().status())
                    .isEqualTo(401);
            assertThat(connection
                            .send(request("GET", pathOf(JOB), BEARER + good()))
                            .receive()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void token_is_in_no_answer_and_no_log() {
        String bad = good() + "x";
        try (LogCapture log = LogCapture.begin()) {
            for (String path : List.of(pathOf(JOB), "/api/none", "/api/broken")) {
                for (String token : List.of(good(), bad)) {
                    RawResponse response = exchange(Keys.SECRET, "GET", path, BEARER + token);
                    assertThat(response.body() + response.fields()).doesNotContain(token.substring(0, 40));
                }
            }
            assertThat(log.events())
                    .isNotEmpty()
                    .noneMatch(event -> (event.getFormattedMessage() + event.getMDCPropertyMap())
                            .contains(good().substring(0, 40)));
        }
    }

    @Test
    void refusals_are_counted() {
        HeardRequests heard = new HeardRequests();
        try (JobStatusServer server = start(TokenKeys.ofSecret(SECRET), heard)) {
            RawConnection.exchange(server.port(), request("GET", pathOf(JOB)));
            RawConnection.exchange(server.port(), request("POST", "/api/made", "Content-Length: 0"));

            assertThat(heard.await(3))
                    .containsExactlyInAnyOrder(
                            "answered GET /api/content/jobs/{jobId}/status 401",
                            "told CLIENT_ERROR POLL",
                            "answered POST other 401");
        }
    }

    private static void assertRefused(RawResponse response, String challenge) {
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.body()).isEqualTo(BODY);
        assertThat(response.field("www-authenticate")).isEqualTo(challenge);
        assertThat(response.field("content-type")).isEqualTo("application/json");
        assertThat(response.field("cache-control")).isEqualTo("no-store");
        assertThat(response.field("x-content-type-options")).isEqualTo("nosniff");
        assertThat(response.fields()).doesNotContainKeys("retry-after", "etag", "allow");
    }

    private static Arguments bad(Keys keys, String what, String token) {
        return Arguments.of(what, keys, token);
    }

    private static String good() {
        return hs256(CLAIMS);
    }

    private static String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(RSA.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static String der() {
        return new String(RSA.getPublic().getEncoded(), StandardCharsets.ISO_8859_1);
    }

    private static JobStatusServer start(TokenKeys keys, HttpListener listener) {
        var access = new HttpAccess(Optional.of(verifier(keys)), Optional.empty(), OptionalInt.empty());
        ServerParts parts = ServerParts.NONE.withListener(listener).withRoutes(routes -> {
            Servers.addRoutes(routes, "/api/read", "/apis", "/health/live", "/metrics");
            routes.post("/api/made", ctx -> Replies.json(ctx, 202, "{}"));
        });
        return Servers.polled(Servers.options(access), JOBS, parts);
    }

    private static RawResponse exchange(Keys keys, String method, String path, String... fields) {
        return RawConnection.exchange(keys.server().port(), request(method, path, fields));
    }
}
