package io.contentjobs.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contentjobs.domain.JobNotFoundException;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.testing.HostileText;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.Servers;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that no honest client sends are refused in JSON, and other clients are served. */
final class HostileRequestsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JobStatusServer SERVER = Servers.polled(id -> {
        throw new JobNotFoundException(id);
    });
    private static final String LONG = "a".repeat(13_000);

    private final LogCapture log = LogCapture.begin();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @AfterEach
    void nothing_was_logged_and_others_are_served() {
        log.close();
        assertThat(log.events()).isEmpty();
        assertThat(exchange("GET /api/content/jobs/x/status HTTP/1.1\r\nHost: h\r\n\r\n")
                        .body())
                .contains("JOB_001");
    }

    static Stream<Arguments> garbage() {
        return Stream.of(
                Arguments.of(400, "GARBAGE\r\n\r\n"),
                Arguments.of(400, "\u0016\u0003\u0001\u0002\u0000\u0001\u0000 TLS, not HTTP\r\n\r\n"),
                Arguments.of(400, "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of(400, "GET /\u0001 HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of(400, "GET relative HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of(400, "GET / HTTP/1.1\r\n\r\n"),
                Arguments.of(400, "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"),
                Arguments.of(400, "GET / HTTP/1.1\r\nHost: h:99999\r\n\r\n"),
                Arguments.of(400, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
                Arguments.of(400, "GET / HTTP/1.1\r\nHost: h\r\nno colon\r\n\r\n"),
                Arguments.of(400, "GET / HTTP/1.1\r\nHost: h\r\nspace : x\r\n\r\n"),
                Arguments.of(400, "GET / HTTP/1.1\r\nHost: h\r\n: no name\r\n\r\n"),
                Arguments.of(400, "GET / HTTP/1.1\r\nHost: h\r\nNul: a\u0000b\r\n\r\n"),
                Arguments.of(400, "GET / HTTP/1.1\r\nHost: h\r\n folded\r\n\r\n"),
                Arguments.of(400, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n"),
                Arguments.of(400, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n"),
                Arguments.of(400, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"),
                Arguments.of(
                        400, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"),
                Arguments.of(400, transferEncoding("gzip")),
                Arguments.of(400, transferEncoding("identity")),
                Arguments.of(400, transferEncoding("identity, chunked")),
                Arguments.of(400, transferEncoding("chunked, identity")),
                Arguments.of(400, transferEncoding("chunked, chunked")),
                Arguments.of(400, transferEncoding("gzip, chunked")),
                Arguments.of(400, transferEncoding("xchunked")),
                Arguments.of(400, transferEncoding("chunked;q=1")),
                Arguments.of(400, transferEncoding("\"chunked\"")),
                Arguments.of(400, transferEncoding(",chunked")),
                Arguments.of(400, transferEncoding("chunked,")),
                Arguments.of(400, transferEncoding("")),
                Arguments.of(400, transferEncoding("chunked\r\nTransfer-Encoding: chunked")),
                Arguments.of(400, transferEncoding("identity\r\nTransfer-Encoding: chunked")),
                Arguments.of(400, transferEncoding("chunked\r\nTransfer-Encoding: identity")),
                Arguments.of(400, transferEncoding("chunked\r\nContent-Length: 5")),
                Arguments.of(400, transferEncoding("identity\r\nContent-Length: 5")),
                Arguments.of(400, transferEncoding("chunked").replace("HTTP/1.1", "HTTP/1.0")),
                Arguments.of(414, "GET /api/content/jobs/" + LONG + "/status HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of(414, "GET /?" + LONG + " HTTP/1.1\r\nHost: h\r\n\r\n"),
                Arguments.of(417, "GET /api/content/jobs/x/status HTTP/1.1\r\nHost: h\r\nExpect: more\r\n\r\n"),
                Arguments.of(431, "GET / HTTP/1.1\r\nHost: h\r\nLong: " + LONG + "\r\n\r\n"),
                Arguments.of(431, "GET / HTTP/1.1\r\nHost: h\r\n" + LONG + ": x\r\n\r\n"),
                Arguments.of(431, "GET / HTTP/1.1\r\nHost: h\r\n" + "N: v\r\n".repeat(3_000) + "\r\n"),
                Arguments.of(505, "GET / HTTP/3.0\r\nHost: h\r\n\r\n"),
                Arguments.of(505, "GET / HTTP/2.0\r\nHost: h\r\n\r\n"),
                Arguments.of(505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                Arguments.of(505, "GET /\r\n\r\n"));
    }

    private static String transferEncoding(String value) {
        return "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: " + value + "\r\n\r\n0\r\n\r\n";
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void malformed_request_is_refused_and_the_connection_ends(int status, String bytes) {
        try (RawConnection connection = RawConnection.to(SERVER.port())) {
            RawResponse response = connection.send(bytes).receive();

            assertThat(response.status()).isEqualTo(status);
            assertJsonError(response);
            assertThat(connection.ends()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void malformed_request_does_not_reach_the_next_answer(int status, String bytes) {
        RawResponse alone = exchange(bytes);
        RawResponse followed = exchange(bytes + "GET /api/content/jobs/x/status HTTP/1.1\r\nHost: h\r\n\r\n");

        assertThat(followed.status()).isEqualTo(alone.status()).isEqualTo(status);
        assertThat(followed.body()).isEqualTo(alone.body());
    }

    static Stream<Arguments> elsewhere() {
        return Stream.of(
                Arguments.of(404, "GET", "/"),
                Arguments.of(404, "GET", "/api/content/jobs/x/status/"),
                Arguments.of(404, "GET", "/api/content/jobs/x/Status"),
                Arguments.of(404, "GET", "/api/content/jobs/x/status;v=1"),
                Arguments.of(404, "GET", "/api/content/jobs/./x/status"),
                Arguments.of(404, "GET", "/WEB-INF/web.xml"),
                Arguments.of(400, "GET", "/<script>alert(1)</script>"),
                Arguments.of(404, "DELETE", "/api"),
                Arguments.of(404, "OPTIONS", "*"),
                Arguments.of(404, "CONNECT", "h:80"),
                Arguments.of(400, "GET", "?query"),
                Arguments.of(400, "GET", "http://user:password@h/api/content/jobs/x/status"),
                Arguments.of(400, "GET", "/api/content/jobs/x/status#fragment"),
                Arguments.of(400, "GET", "//api/content/jobs/x/status"),
                Arguments.of(400, "GET", "/api/content/jobs/x//status"),
                Arguments.of(400, "GET", "/api%2Fcontent/jobs/x/status"),
                Arguments.of(400, "GET", "/..;/..;/etc/passwd"),
                Arguments.of(400, "GET", "/../../etc/passwd"),
                Arguments.of(400, "GET", "/%2e%2e/%2e%2e/etc/passwd"),
                Arguments.of(400, "GET", "/%00"),
                Arguments.of(400, "GET", "/%"),
                Arguments.of(400, "GET", "/%zz"),
                Arguments.of(400, "GET", "/%ff"),
                Arguments.of(400, "GET", "/\\..\\windows"));
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void paths_of_nothing_are_refused(int status, String method, String path) {
        RawResponse response = exchange(method + " " + path + " HTTP/1.1\r\nHost: h\r\nAccept: text/html\r\n\r\n");

        assertThat(response.status()).isEqualTo(status);
        assertJsonError(response);
    }

    @Test
    void random_paths_and_headers_do_not_break_the_server() {
        HostileText text = new HostileText(new Random(11));
        for (int i = 0; i < 4_000; i++) {
            String request = text.request();
            RawResponse response = exchange(request);

            assertThat(response.status()).as(request).isBetween(400, 431);
            assertJsonError(response);
        }
    }

    private static void assertJsonError(RawResponse response) {
        assertThat(response.field("content-type")).isEqualTo("application/json");
        assertThat(response.field("cache-control")).isEqualTo("no-store");
        assertThat(response.field("x-content-type-options")).isEqualTo("nosniff");
        assertThat(response.fields()).doesNotContainKeys("etag", "server", "retry-after");
        JsonNode json = parse(response.body());
        assertThat(json.size()).isEqualTo(2);
        assertThat(json.required("message").textValue()).matches("[가-힣A-Za-z. ]+");
        assertThat(json.required("code").textValue()).isIn(List.of("HTTP_" + response.status(), "JOB_001", "JOB_002"));
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError("No JSON: " + body, malformed);
        }
    }

    private static RawResponse exchange(String request) {
        return RawConnection.exchange(SERVER.port(), request);
    }
}
