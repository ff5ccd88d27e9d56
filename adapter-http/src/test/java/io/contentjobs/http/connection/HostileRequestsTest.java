package io.contentjobs.http.connection;

import static io.contentjobs.http.testing.RawConnection.exchange;
import static io.contentjobs.http.testing.Requests.get;
import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.contentjobs.domain.JobId;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.testing.HostileText;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.Servers;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The server refuses invalid requests in JSON, and goes on serving other clients. */
final class HostileRequestsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LONG = "a".repeat(13_000);
    private static final String POLL = get(new JobId("x"));

    @AutoClose
    private static final JobStatusServer SERVER = Servers.polled(new ScriptedJobs());

    private static final int PORT = SERVER.port();

    private final LogCapture log = LogCapture.begin();

    @AfterEach
    void nothing_is_logged_and_others_are_served() {
        log.close();
        assertThat(log.events()).isEmpty();
        exchange(PORT, POLL).contains("JOB_001");
    }

    static Stream<Arguments> malformedRequests() {
        Stream<String> codings = Stream.of(
                        "gzip|identity|identity, chunked|chunked, identity|chunked, chunked|gzip, chunked|xchunked",
                        "chunked;q=1|\"chunked\"|,chunked|chunked,||chunked\r\nContent-Length: 5",
                        "identity\r\nContent-Length: 5|chunked\r\nTransfer-Encoding: chunked",
                        "identity\r\nTransfer-Encoding: chunked|chunked\r\nTransfer-Encoding: identity")
                .flatMap(list -> Stream.of(list.split("\\|", -1)))
                .map(HostileRequestsTest::encoded);
        Stream<String> others = Stream.of(
                "GARBAGE\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000 TLS, not HTTP\r\n\r\n",
                request("GET", "/a b"),
                request("GET", "/\u0001"),
                request("GET", "relative"),
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h:99999\r\n\r\n",
                request("GET", "/", "Host: b"),
                request("GET", "/", "no colon"),
                request("GET", "/", "space : x"),
                request("GET", "/", ": no name"),
                request("GET", "/", "Nul: a\u0000b"),
                request("GET", "/", " folded"),
                request("POST", "/", "Content-Length: -1"),
                request("POST", "/", "Content-Length: 99999999999999999999"),
                request("POST", "/", "Content-Length: 1", "Content-Length: 2"),
                request("POST", "/", "Content-Length: 1", "Transfer-Encoding: chunked"),
                encoded("chunked").replace("HTTP/1.1", "HTTP/1.0"));
        Stream<Arguments> more = Stream.of(
                Arguments.of(414, request("GET", "/api/content/jobs/" + LONG + "/status")),
                Arguments.of(414, request("GET", "/?" + LONG)),
                Arguments.of(417, get(new JobId("x"), "Expect: more")),
                Arguments.of(431, request("GET", "/", "Long: " + LONG)),
                Arguments.of(431, request("GET", "/", LONG + ": x")),
                Arguments.of(431, "GET / HTTP/1.1\r\nHost: h\r\n" + "N: v\r\n".repeat(3_000) + "\r\n"),
                Arguments.of(505, "GET / HTTP/3.0\r\nHost: h\r\n\r\n"),
                Arguments.of(505, "GET / HTTP/2.0\r\nHost: h\r\n\r\n"),
                Arguments.of(505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                Arguments.of(505, "GET /\r\n\r\n"));
        return Stream.concat(Stream.concat(codings, others).map(request -> Arguments.of(400, request)), more);
    }

    private static String encoded(String coding) {
        return request("POST", "/", "Transfer-Encoding: " + coding) + "0\r\n\r\n";
    }

    @ParameterizedTest
    @MethodSource("malformedRequests")
    void malformed_request_is_refused_and_the_connection_ends(int status, String request) {
        RawResponse alone;
        try (RawConnection connection = RawConnection.to(PORT)) {
            alone = connection.send(request).receive().is(status);
            assertJsonError(alone);
            assertThat(connection.ends()).isTrue();
        }
        // The next request on the connection does not change the answer.
        exchange(PORT, request + POLL).is(status, alone.body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            404 | GET | /
            404 | GET | /api/content/jobs/x/status/
            404 | GET | /api/content/jobs/x/Status
            404 | GET | /api/content/jobs/x/status;v=1
            404 | GET | /api/content/jobs/./x/status
            404 | GET | /WEB-INF/web.xml
            400 | GET | /<script>alert(1)</script>
            404 | DELETE | /api
            404 | OPTIONS | *
            404 | CONNECT | h:80
            400 | GET | ?query
            400 | GET | http://user:password@h/api/content/jobs/x/status
            400 | GET | /api/content/jobs/x/status#fragment
            400 | GET | //api/content/jobs/x/status
            400 | GET | /api/content/jobs/x//status
            400 | GET | /api%2Fcontent/jobs/x/status
            400 | GET | /..;/..;/etc/passwd
            400 | GET | /../../etc/passwd
            400 | GET | /%2e%2e/%2e%2e/etc/passwd
            400 | GET | /%00
            400 | GET | /%
            400 | GET | /%zz
            400 | GET | /%ff
            400 | GET | /\\..\\windows
            """)
    void path_without_a_resource_is_refused(int status, String method, String path) {
        assertJsonError(
                exchange(PORT, request(method, path, "Accept: text/html")).is(status));
    }

    @Test
    void random_paths_and_headers_do_not_break_the_server() {
        HostileText text = new HostileText(new Random(11));
        for (int i = 0; i < 4_000; i++) {
            String request = text.request();
            RawResponse response = exchange(PORT, request);
            assertThat(response.status()).as(request).isBetween(400, 431);
            assertJsonError(response);
        }
    }

    private static void assertJsonError(RawResponse response) {
        response.has("content-type", "application/json")
                .has("cache-control", "no-store")
                .has("x-content-type-options", "nosniff")
                .hasNo("etag", "server", "retry-after");
        JsonNode json = parse(response.body());
        assertThat(json.size()).isEqualTo(2);
        assertThat(json.required("message").textValue()).matches("[가-힣A-Za-z. ]+");
        assertThat(json.required("code").textValue()).isIn("HTTP_" + response.status(), "JOB_001", "JOB_002");
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError("No JSON: " + body, malformed);
        }
    }
}
