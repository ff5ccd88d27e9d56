package io.contentjobs.http.security;

import static io.contentjobs.http.testing.RawConnection.exchange;
import static io.contentjobs.http.testing.Requests.STREAM;
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

import io.contentjobs.http.HttpAccess;
import io.contentjobs.http.HttpListener;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.ServerParts;
import io.contentjobs.http.TokenKeys;
import io.contentjobs.http.routes.Replies;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.RecordingListener;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.Servers;
import io.contentjobs.http.testing.SetClock;
import io.contentjobs.http.testing.Tokens;
import io.contentjobs.http.testing.WordSource;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of requests, verified with the secret of one server and the public keys of another. */
final class AuthenticationTest {
    private static final long NOW = SetClock.START.getEpochSecond();
    private static final String REALM = "Bearer realm=\"content-jobs\"";
    private static final String REALM_AND_ERROR = REALM + ", error=\"invalid_token\"";
    private static final String BEARER = "Authorization: Bearer ";
    private static final String VALID = hs256(CLAIMS);
    private static final String HS256 = header("HS256", "");
    private static final KeyPair OTHER_RSA = rsa(2_048);
    private static final ScriptedJobs JOBS = new ScriptedJobs();
    private static final String POLL = pathOf(JOBS.pending());

    @AutoClose
    private static final JobStatusServer WITH_SECRET = start(TokenKeys.ofSecret(SECRET), HttpListener.NONE);

    @AutoClose
    private static final JobStatusServer WITH_KEYS = start(TokenKeys.ofJwks(Tokens.jwks()), HttpListener.NONE);

    private static final int PORT = WITH_SECRET.port();
    private static final int KEYS_PORT = WITH_KEYS.port();

    static Stream<Arguments> validTokens() {
        String longer = claims("\"nbf\":" + (NOW + 29) + ",\"iat\":" + NOW + ",\"exp\":" + (NOW + 999));
        String justExpired = claims("\"exp\":" + (NOW - 29));
        return Stream.of(
                Arguments.of("HS256", PORT, BEARER + VALID),
                Arguments.of("RS256", KEYS_PORT, BEARER + rs256(CLAIMS)),
                Arguments.of("ES256", KEYS_PORT, BEARER + es256(CLAIMS)),
                Arguments.of("clock that is behind", PORT, BEARER + hs256(longer)),
                Arguments.of("clock that is ahead", PORT, BEARER + hs256(justExpired)),
                Arguments.of("scheme in other letters", PORT, "authorization: bEARER   " + VALID),
                Arguments.of("no kid", KEYS_PORT, BEARER + rs256("", CLAIMS, RSA)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("validTokens")
    void valid_token_is_accepted(String name, int port, String header) {
        for (int time = 1; time <= 2; time++) { // the second time it is cached
            exchange(port, "GET", POLL, header).is(200);
        }
    }

    /** A row: the fault, and the token. */
    static Stream<Arguments> invalidTokens() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("expired", hs256(claims("\"exp\":" + (NOW - 30))));
        rows.put("not yet valid", hs256(claims("\"nbf\":" + (NOW + 31) + ",\"exp\":" + (NOW + 60))));
        rows.put("no exp", hs256(claims("\"iat\":" + NOW)));
        rows.put("exp that is no number", hs256(claims("\"exp\":\"" + (NOW + 60) + "\"")));
        rows.put("exp beyond numbers", hs256(claims("\"exp\":1e999")));
        rows.put("claims that are no object", hs256("[1]"));
        rows.put("claims that are no JSON", hs256("exp"));
        rows.put("wrong secret", hs256(HS256, CLAIMS, new byte[32]));
        rows.put("HS512", hmac("HmacSHA512", header("HS512", ""), CLAIMS, SECRET));
        rows.put("HS256 that says HS512", hs256(header("HS512", ""), CLAIMS, SECRET));
        rows.put("RS256 where there is a secret", rs256(CLAIMS));
        rows.put("two tokens in one header", VALID + ", Bearer " + VALID);
        rows.put("blank within", VALID.replaceFirst("\\.", ". "));
        rows.put("other letters in the signature", VALID + "_");
        rows.put("letters that base64 has not", VALID + "*");
        rows.put("padding", VALID + "=");
        rows.put("four parts", VALID + ".x");
        rows.put("garbage", "\u00e9" + "{}[]..\"'<script>");
        rows.put("8 kB of garbage", "Ab0-_.~+".repeat(1_024));
        byte[] nested = ("{\"alg\":" + "[".repeat(4_000)).getBytes(StandardCharsets.US_ASCII);
        rows.put("header of nested arrays", base64(nested) + ".e30.x");
        for (int length = 7; length < VALID.length(); length += 7) {
            rows.put("truncated to " + length, VALID.substring(0, length));
        }
        rows.put("truncated by one", VALID.substring(0, VALID.length() - 1));

        Map<String, String> forKeys = new LinkedHashMap<>();
        forKeys.put("expired, with keys", rs256(claims("\"exp\":" + (NOW - 30))));
        forKeys.put("wrong RSA key", rs256(",\"kid\":\"r\"", CLAIMS, OTHER_RSA));
        forKeys.put("wrong EC key", es256("", CLAIMS, ec("secp256r1")));
        forKeys.put("RS512", signed("SHA512withRSA", header("RS512", ",\"kid\":\"r\""), CLAIMS, RSA));
        forKeys.put("unknown kid", rs256(",\"kid\":\"x\"", CLAIMS, RSA));
        forKeys.put("kid of another key", rs256(",\"kid\":\"e\"", CLAIMS, RSA));
        forKeys.put("ES256 in DER", signed("SHA256withECDSA", header("ES256", ""), CLAIMS, EC));
        forKeys.put("ES256 of zeros", unsigned(header("ES256", ""), CLAIMS) + '.' + base64(new byte[64]));
        forKeys.put("key in the header", rs256(",\"jwk\":" + jwk(OTHER_RSA, ""), CLAIMS, OTHER_RSA));
        forKeys.put("critical extension", rs256(",\"crit\":[\"b64\"],\"b64\":true", CLAIMS, RSA));
        forKeys.put("token for something else", rs256(",\"typ\":\"logout+jwt\"", CLAIMS, RSA));
        // An attacker has the public key in these forms.
        byte[] der = RSA.getPublic().getEncoded();
        String pem = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Map<String, byte[]> secrets = Map.of(
                "JWK", jwk(RSA, "").getBytes(StandardCharsets.US_ASCII),
                "PEM",
                        ("-----BEGIN PUBLIC KEY-----\n" + pem + "\n-----END PUBLIC KEY-----\n")
                                .getBytes(StandardCharsets.US_ASCII),
                "DER", der);
        secrets.forEach((form, secret) ->
                forKeys.put(form + " as a secret", hs256(header("HS256", ",\"kid\":\"r\""), CLAIMS, secret)));

        for (String none : List.of("none", "None", "NONE", "nOnE")) {
            String unsigned = unsigned(header(none, ""), CLAIMS);
            for (Map<String, String> some : List.of(rows, forKeys)) {
                some.put(none, unsigned + '.');
                some.put(none + " without a dot", unsigned);
                some.put(none + " with a signature", unsigned + ".e30");
            }
        }
        return Stream.concat(
                rows.entrySet().stream().map(row -> Arguments.of(row.getKey(), PORT, row.getValue())),
                forKeys.entrySet().stream().map(row -> Arguments.of(row.getKey(), KEYS_PORT, row.getValue())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalidTokens")
    void invalid_token_is_refused(String fault, int port, String token) {
        int before = JOBS.questions();
        for (int time = 1; time <= 2; time++) {
            assertRefused(exchange(port, "GET", POLL, BEARER + token), REALM_AND_ERROR);
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
                "Proxy-Authorization: Bearer VALID",
                "X-Authorization: Bearer VALID",
                "Cookie: access_token=VALID; Authorization=Bearer VALID",
                "Authorization: VALID",
                "Authorization: DPoP VALID",
                "Prefer: wait=10",
                "Accept: text/event-stream",
                "If-None-Match: *"
            })
    void request_without_a_token_is_challenged(String header) {
        assertRefused(exchange(PORT, "GET", POLL, header.replace("VALID", VALID)), REALM);
    }

    @Test
    void token_in_the_query_or_in_a_body_does_not_count() {
        assertRefused(exchange(PORT, "GET", POLL + "?access_token=" + VALID), REALM);
        String form = "access_token=" + VALID;
        String[] headers = {"Content-Type: application/x-www-form-urlencoded", "Content-Length: " + form.length()};
        assertRefused(exchange(PORT, request("POST", "/api/made", headers) + form), REALM);
    }

    @ParameterizedTest
    @ValueSource(strings = {BEARER + "VALID", "Authorization: Basic YTpi"})
    void two_authorization_headers_are_refused(String other) {
        assertRefused(exchange(PORT, "GET", POLL, other.replace("VALID", VALID), BEARER + VALID), REALM_AND_ERROR);
    }

    @Test
    void token_that_is_too_long_is_refused_with_the_headers() {
        exchange(PORT, "GET", POLL, BEARER + "x".repeat(12 * 1_024)).is(431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Prefer: wait=10", STREAM, "If-None-Match: *"})
    void wait_stream_or_revalidation_with_an_invalid_token_is_refused(String header) {
        assertRefused(exchange(PORT, "GET", POLL, header, BEARER + VALID + "x"), REALM_AND_ERROR);
    }

    @Test
    void stream_is_served_with_a_token() {
        exchange(PORT, "GET", pathOf(JOBS.failed()), STREAM, BEARER + VALID)
                .is(200)
                .contains("event: status")
                .contains("FAILED");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/content/jobs/no:id/status",
        "GET, /api/content/jobs/unknown/status?wait=1",
        "GET, /api/",
        "GET, /api/none",
        "GET, /api/read",
        "POST, /api/made",
        "POST, /api/content/jobs/x/status",
        "OPTIONS, /api/read",
        "DELETE, /api/read",
        "GET, /%61pi/read",
        "GET, /%61pi/content/jobs/x/status",
        "GET, /ap%69/content/%6aobs/x/statu%73",
        "GET, /api%2Fread",
        "GET, //api/read",
        "GET, /./api/read",
        "GET, /x/../api/read",
        "GET, /;x/api/read",
        "GET, /api;x/read",
        "GET, /%2e/api/read",
        "GET, /\\api/read",
        "GET, http://h/api/read"
    })
    void no_spelling_of_an_api_path_is_open(String method, String path) {
        for (int port : List.of(PORT, KEYS_PORT)) {
            RawResponse response = exchange(port, method, path, "Content-Length: 0");
            if (response.status() != 400) { // Jetty refuses some of them by itself
                assertRefused(response, REALM);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/read, 200", "POST, /api/made, 202", "GET, /api/none, 404"})
    void routes_of_the_api_answer_with_a_token(String method, String path, int status) {
        exchange(PORT, method, path, BEARER + VALID, "Content-Length: 0").is(status);
    }

    @ParameterizedTest
    @WordSource("/health/live /metrics /client/content-jobs.js /apis")
    void other_paths_are_open(String path) {
        exchange(PORT, "GET", path).is(200);
    }

    @Test
    void preflight_needs_no_token() {
        String origin = "Origin: https://a.example";
        exchange(PORT, "OPTIONS", POLL, origin, "Access-Control-Request-Method: GET")
                .is(405);
        exchange(PORT, "OPTIONS", POLL, origin).is(401);
    }

    @Test
    void head_is_refused_without_a_body() {
        exchange(PORT, "HEAD", POLL).is(401, "").has("www-authenticate", REALM);
    }

    @Test
    void connection_stays_open_after_a_refusal() {
        try (RawConnection connection = RawConnection.to(PORT)) {
            connection.send(request("GET", POLL)).receive().is(401);
            connection.send(request("GET", POLL, BEARER + VALID)).receive().is(200);
        }
    }

    @Test
    void token_is_in_no_answer_and_in_no_log_line() {
        String beginning = VALID.substring(0, 40);
        try (LogCapture log = LogCapture.begin()) {
            for (String path : List.of(POLL, "/api/none", "/api/broken")) {
                for (String token : List.of(VALID, VALID + "x")) {
                    assertThat(exchange(PORT, "GET", path, BEARER + token).toString())
                            .doesNotContain(beginning);
                }
            }
            assertThat(log.events())
                    .isNotEmpty()
                    .noneMatch(event -> (event.getFormattedMessage() + event.getMDCPropertyMap()).contains(beginning));
        }
    }

    @Test
    void refusals_are_counted() {
        RecordingListener listener = new RecordingListener();
        try (JobStatusServer server = start(TokenKeys.ofSecret(SECRET), listener)) {
            exchange(server.port(), "GET", POLL);
            exchange(server.port(), "POST", "/api/made", "Content-Length: 0");
            assertThat(listener.await(3))
                    .containsExactlyInAnyOrder(
                            "answered GET /api/content/jobs/{jobId}/status 401",
                            "told CLIENT_ERROR POLL",
                            "answered POST other 401");
        }
    }

    private static void assertRefused(RawResponse response, String challenge) {
        response.isError(401, "AUTH_001").has("www-authenticate", challenge).hasNo("retry-after", "allow");
    }

    private static JobStatusServer start(TokenKeys keys, HttpListener listener) {
        var access = new HttpAccess(Optional.of(verifier(keys)), Optional.empty(), OptionalInt.empty());
        ServerParts parts = ServerParts.NONE.withListener(listener).withRoutes(routes -> {
            Servers.addRoutes(routes, "/api/read", "/apis", "/health/live", "/metrics");
            routes.post("/api/made", ctx -> Replies.json(ctx, 202, "{}"));
        });
        return Servers.polled(Servers.options(access), JOBS, parts);
    }
}
