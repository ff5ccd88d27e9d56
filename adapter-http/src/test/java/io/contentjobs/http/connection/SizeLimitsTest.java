package io.contentjobs.http.connection;

import static io.contentjobs.http.testing.Requests.pathOf;
import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.ServerParts;
import io.contentjobs.http.routes.Replies;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.Servers;
import io.contentjobs.http.testing.WordSource;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits of a request's size, to the byte. */
final class SizeLimitsTest {
    private static final int MAX_HEAD = 12_288;
    private static final ScriptedJobs JOBS = new ScriptedJobs();
    private static final String STATUS = pathOf(JOBS.pending());

    @AutoClose
    private static final JobStatusServer SERVER = Servers.polled(
            Servers.OPTIONS,
            JOBS,
            ServerParts.NONE.withRoutes(routes -> routes.post("/taken", ctx -> Replies.json(ctx, 202, "{}"))));

    @AutoClose
    private final RawConnection connection = RawConnection.to(SERVER.port());

    @ParameterizedTest
    @CsvSource({"0, 200", "1, 431", "100000, 431"})
    void headers_are_limited(int excess, int status) {
        int length = request("GET", STATUS, "X: ").length();
        connection.send(request("GET", STATUS, "X: " + "x".repeat(MAX_HEAD - length + excess)));
        connection.receive().is(status);
    }

    @ParameterizedTest
    @CsvSource({"-100, 200", "20, 414", "100000, 414"})
    void uri_is_limited(int excess, int status) {
        int length = ("GET " + STATUS + "? HTTP/1.1\r\n").length();
        connection.send(request("GET", STATUS + "?" + "x".repeat(MAX_HEAD - length + excess)));
        connection.receive().is(status);
    }

    @ParameterizedTest
    @CsvSource({"GET, , 200", "POST, , 405", "POST, /taken, 202", "POST, /nowhere, 404"})
    void body_is_discarded_up_to_its_limit(String method, @Nullable String path, int status) {
        String target = path == null ? STATUS : path;
        connection.send(request(method, target, "Content-Length: 1024") + "x".repeat(1_024));
        connection.receive().is(status);
        connection.send(request(method, target, "Content-Length: 1025") + "x".repeat(1_025));
        assertTooLarge();
    }

    @ParameterizedTest
    @ValueSource(longs = {1_025, 2_000_000_000, Long.MAX_VALUE})
    void large_body_is_refused_before_it_comes(long length) {
        connection.send(request("POST", "/taken", "Content-Length: " + length));
        assertTooLarge();
    }

    @ParameterizedTest
    @CsvSource({"10, ''", "20, close"})
    void connection_ends_after_many_chunks(int count, String expected) {
        connection.send(
                request("POST", STATUS, "Transfer-Encoding: chunked") + "1\r\nx\r\n".repeat(count) + "0\r\n\r\n");
        connection.receive().is(405).has("connection", expected);
    }

    @ParameterizedTest
    @WordSource("GET POST")
    void endless_chunks_are_refused(String method) {
        connection.send(request(method, STATUS, "Transfer-Encoding: chunked"));
        String chunk = "400\r\n" + "x".repeat(0x400) + "\r\n";
        AtomicInteger sent = new AtomicInteger();
        assertThatThrownBy(() -> {
                    while (sent.getAndIncrement() < 100_000) {
                        connection.send(chunk);
                    }
                })
                .isInstanceOf(UncheckedIOException.class);
        assertThat(sent).hasValueGreaterThan(1);
    }

    private void assertTooLarge() {
        connection.receive().isError(413).has("connection", "close");
        assertThat(connection.ends()).isTrue();
    }
}
