package io.contentjobs.http.connection;

import static io.contentjobs.http.testing.Requests.get;
import static io.contentjobs.http.testing.Requests.pathOf;
import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.JobId;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.Servers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After each request the server finds the beginning of the next one, or it closes the connection. */
final class ConnectionTest {
    private static final ScriptedJobs JOBS = new ScriptedJobs();
    private static final JobStatusServer SERVER = Servers.polled(JOBS);
    private static final String HIDDEN = request("DELETE", "/");

    private final JobId pending = JOBS.pending();
    private final JobId failed = JOBS.failed();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE", "OPTIONS"})
    void body_is_no_request(String method) {
        try (RawConnection connection = connect()) {
            connection.send(
                    request(method, pathOf(pending), "Content-Length: " + HIDDEN.length()) + HIDDEN + get(failed));

            assertThat(connection.receive().status()).isEqualTo(method.equals("GET") ? 200 : 405);
            assertThat(connection.receive().body()).contains("FAILED");
        }
    }

    @Test
    void chunked_body_is_no_request() {
        try (RawConnection connection = connect()) {
            connection.send(request("POST", pathOf(pending), "Transfer-Encoding: chunked")
                    + Integer.toHexString(HIDDEN.length()) + "\r\n" + HIDDEN + "\r\n0\r\n\r\n"
                    + get(failed));

            assertThat(connection.receive().status()).isEqualTo(405);
            assertThat(connection.receive().body()).contains("FAILED");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 1000",
                "Transfer-Encoding: chunked",
                "Content-Length: 1000\r\nExpect: 100-continue"
            })
    void connection_whose_body_does_not_come_ends_after_the_answer(String header) {
        try (RawConnection connection = connect()) {
            connection.send(request("POST", pathOf(pending), header));
            RawResponse response = connection.receive();

            assertThat(response.status()).isEqualTo(405);
            assertThat(response.field("connection")).isEqualTo("close");
            assertThat(connection.ends()).isTrue();
        }
    }

    @Test
    void connection_ends_after_a_body_that_is_broken() {
        try (RawConnection connection = connect()) {
            connection.send(get(pending, "Transfer-Encoding: chunked") + "zz\r\n" + HIDDEN);

            assertThat(connection.receive().body()).contains("PENDING");
            assertThat(connection.ends()).isTrue();
        }
    }

    @Test
    void requests_that_come_at_once_are_answered_in_order() {
        try (RawConnection connection = connect()) {
            connection.send(get(pending)
                    + get(failed, "If-None-Match: *")
                    + request("PUT", pathOf(failed))
                    + request("GET", "/nowhere")
                    + request("HEAD", pathOf(failed))
                    + get(failed));

            assertThat(connection.receive().body()).contains("PENDING");
            assertThat(connection.receive().status()).isEqualTo(304);
            assertThat(connection.receive().status()).isEqualTo(405);
            assertThat(connection.receive().status()).isEqualTo(404);
            assertThat(connection.receiveHead().status()).isEqualTo(200);
            assertThat(connection.receive().body()).contains("FAILED");
        }
    }

    @Test
    void request_may_come_a_byte_at_a_time() {
        try (RawConnection connection = connect()) {
            for (char c : get(pending).toCharArray()) {
                connection.send(String.valueOf(c));
            }

            assertThat(connection.receive().body()).contains("PENDING");
        }
    }

    @Test
    void unfinished_request_is_answered_400_or_not_at_all() {
        for (String beginning : List.of("G", "GET /api/content/jobs/", "GET / HTTP/1.1\r\nHost: h\r\n")) {
            try (RawConnection connection = connect()) {
                String answer = connection.send(beginning).finish().receiveAll();

                assertThat(answer)
                        .matches("(?s)|HTTP/1.1 400 .*\r\n\r\n\\{\"code\":\"HTTP_400\",\"message\":\"[^\"]+\"\\}");
            }
        }
    }

    @Test
    void connection_of_a_client_of_http_1_0_ends_after_the_answer() {
        try (RawConnection connection = connect()) {
            connection.send(get(pending).replace("HTTP/1.1", "HTTP/1.0"));

            assertThat(connection.receive().body()).contains("PENDING");
            assertThat(connection.ends()).isTrue();
        }
    }

    private static RawConnection connect() {
        return RawConnection.to(SERVER.port());
    }
}
