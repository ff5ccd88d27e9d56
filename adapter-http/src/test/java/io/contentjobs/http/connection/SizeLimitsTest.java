package io.contentjobs.http.connection;

import static io.contentjobs.http.testing.Requests.pathOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.ServerParts;
import io.contentjobs.http.routes.Replies;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.Servers;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits of a request's size, to the byte. */
final class SizeLimitsTest {
    private static final int MAX_HEAD = 12_288;
    private static final ScriptedJobs JOBS = new ScriptedJobs();
    private static final String STATUS = pathOf(JOBS.pending());
    private static final JobStatusServer SERVER = Servers.polled(
            Servers.OPTIONS,
            JOBS,
            ServerParts.NONE.withRoutes(routes -> routes.post("/taken", ctx -> Replies.json(ctx, 202, "{}"))));

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @CsvSource({"0, 200", "1, 431", "100000, 431"})
    void headers_are_limited(int tooLong, int status) {
        String fields = "GET " + STATUS + " HTTP/1.1\r\nHost: h\r\nX: \r\n\r\n";
        String filler = "x".repeat(MAX_HEAD - fields.length() + tooLong);

        assertAnswered(status, fields.replace("X: ", "X: " + filler));
    }

    @ParameterizedTest
    @CsvSource({"-100, 200", "20, 414", "100000, 414"})
    void uri_is_limited(int tooLong, int status) {
        String line = "GET " + STATUS + "? HTTP/1.1\r\n";
        String filler = "x".repeat(MAX_HEAD - line.length() + tooLong);

        assertAnswered(status, line.replace("?", "?" + filler) + "Host: h\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({"GET, 200", "POST, 405"})
    void small_body_is_discarded(String method, int status) {
        assertAnswered(status, method + " " + STATUS + " HTTP/1.1\r\nHost: h\r\n" + body(1_024));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void large_body_is_refused_and_the_connection_ends(String method) {
        assertTooLarge(method + " " + STATUS + " HTTP/1.1\r\nHost: h\r\n" + body(1_025));
    }

    @ParameterizedTest
    @ValueSource(longs = {1_025, 2_000_000_000, Long.MAX_VALUE})
    void large_body_is_refused_before_it_comes(long length) {
        assertTooLarge("POST /taken HTTP/1.1\r\nHost: h\r\nContent-Length: " + length + "\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/taken", "/nowhere"})
    void body_is_limited_on_other_paths(String path) {
        assertAnswered(path.equals("/taken") ? 202 : 404, "POST " + path + " HTTP/1.1\r\nHost: h\r\n" + body(1_024));
        assertTooLarge("POST " + path + " HTTP/1.1\r\nHost: h\r\n" + body(1_025));
    }

    @ParameterizedTest
    @CsvSource({"10, false", "20, true"})
    void connection_ends_after_many_chunks(int count, boolean ends) {
        try (RawConnection connection = RawConnection.to(SERVER.port())) {
            connection.send("POST " + STATUS + " HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "1\r\nx\r\n".repeat(count) + "0\r\n\r\n");
            RawResponse response = connection.receive();

            assertThat(response.status()).isEqualTo(405);
            assertThat(response.fields().containsKey("connection")).isEqualTo(ends);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void endless_chunks_are_refused(String method) {
        try (RawConnection connection = RawConnection.to(SERVER.port())) {
            connection.send(method + " " + STATUS + " HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "400\r\n" + "x".repeat(0x400) + "\r\n";
            int sent = 0;
            try {
                for (; sent < 100_000; sent++) {
                    connection.send(chunk);
                }
            } catch (UncheckedIOException closed) {
                assertThat(sent).isPositive();
                return;
            }
            throw new AssertionError("It takes whatever comes");
        }
    }

    private static void assertTooLarge(String request) {
        try (RawConnection connection = RawConnection.to(SERVER.port())) {
            RawResponse response = connection.send(request).receive();

            assertThat(response.status()).isEqualTo(413);
            assertThat(response.body()).isEqualTo("{\"code\":\"HTTP_413\",\"message\":\"요청 본문이 너무 큽니다\"}");
            assertThat(response.field("connection")).isEqualTo("close");
            assertThat(connection.ends()).isTrue();
        }
    }

    private static void assertAnswered(int status, String request) {
        assertThat(RawConnection.exchange(SERVER.port(), request).status()).isEqualTo(status);
    }

    private static String body(int length) {
        return "Content-Length: " + length + "\r\n\r\n" + "x".repeat(length);
    }
}
