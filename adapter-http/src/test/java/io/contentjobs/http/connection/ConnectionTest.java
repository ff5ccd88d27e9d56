package io.contentjobs.http.connection;

import static io.contentjobs.http.testing.Requests.get;
import static io.contentjobs.http.testing.Requests.pathOf;
import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.JobId;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.Servers;
import io.contentjobs.http.testing.WordSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After each request the server finds the beginning of the next one, or it closes the connection. */
final class ConnectionTest {
    private static final String HIDDEN = request("DELETE", "/");
    private static final ScriptedJobs JOBS = new ScriptedJobs();

    @AutoClose
    private static final JobStatusServer SERVER = Servers.polled(JOBS);

    private final JobId pending = JOBS.pending();
    private final JobId failed = JOBS.failed();

    @AutoClose
    private final RawConnection connection = RawConnection.to(SERVER.port());

    @ParameterizedTest
    @WordSource("GET POST PUT DELETE OPTIONS")
    void body_is_not_taken_for_a_request(String method) {
        String length = "Content-Length: " + HIDDEN.length();
        connection.send(request(method, pathOf(pending), length) + HIDDEN + get(failed));
        connection.receive().is(method.equals("GET") ? 200 : 405);
        connection.receive().contains("FAILED");
    }

    @Test
    void chunked_body_is_not_taken_for_a_request() {
        String chunk = Integer.toHexString(HIDDEN.length()) + "\r\n" + HIDDEN + "\r\n0\r\n\r\n";
        connection.send(request("POST", pathOf(pending), "Transfer-Encoding: chunked") + chunk + get(failed));
        connection.receive().is(405);
        connection.receive().contains("FAILED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 1000",
                "Transfer-Encoding: chunked",
                "Content-Length: 1000\r\nExpect: 100-continue"
            })
    void connection_whose_body_does_not_come_ends_after_the_answer(String header) {
        connection.send(request("POST", pathOf(pending), header));
        connection.receive().is(405).has("connection", "close");
        assertThat(connection.ends()).isTrue();
    }

    @Test
    void connection_ends_after_a_malformed_body() {
        connection.send(get(pending, "Transfer-Encoding: chunked") + "zz\r\n" + HIDDEN);
        connection.receive().contains("PENDING");
        assertThat(connection.ends()).isTrue();
    }

    @Test
    void requests_that_come_at_once_are_answered_in_order() {
        connection.send(get(pending)
                + get(failed, "If-None-Match: *")
                + request("PUT", pathOf(failed))
                + request("GET", "/nowhere")
                + request("HEAD", pathOf(failed))
                + get(failed));
        connection.receive().contains("PENDING");
        connection.receive().is(304);
        connection.receive().is(405);
        connection.receive().is(404);
        connection.receiveHead().is(200);
        connection.receive().contains("FAILED");
    }

    @Test
    void request_may_come_a_byte_at_a_time() {
        for (char c : get(pending).toCharArray()) {
            connection.send(String.valueOf(c));
        }
        connection.receive().contains("PENDING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "GET /api/content/jobs/", "GET / HTTP/1.1\r\nHost: h\r\n"})
    void unfinished_request_is_answered_400_or_not_at_all(String beginning) {
        assertThat(connection.send(beginning).finish().receiveAll())
                .matches("(?s)|HTTP/1.1 400 .*\r\n\r\n\\{\"code\":\"HTTP_400\",\"message\":\"[^\"]+\"\\}");
    }

    @Test
    void connection_of_a_client_of_http_1_0_ends_after_the_answer() {
        connection.send(get(pending).replace("HTTP/1.1", "HTTP/1.0"));
        connection.receive().contains("PENDING");
        assertThat(connection.ends()).isTrue();
    }
}
