package io.contentjobs.http.management;

import static io.contentjobs.http.testing.RawConnection.exchange;
import static io.contentjobs.http.testing.Requests.pathOf;
import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.http.HttpAccess;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.ServerParts;
import io.contentjobs.http.TokenKeys;
import io.contentjobs.http.routes.Replies;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.Servers;
import io.contentjobs.http.testing.Tokens;
import io.contentjobs.http.testing.WordSource;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Two ports: one for clients, one for management requests. */
final class ManagementPortTest {
    private static final String MODULE = "/client/content-jobs.js";
    private static final ScriptedJobs JOBS = new ScriptedJobs();
    private static final String POLL = pathOf(JOBS.pending());

    @AutoClose
    private static final JobStatusServer SERVER = start(0, OptionalInt.of(0));

    private static final int PORT = SERVER.port();
    private static final int MANAGEMENT_PORT = SERVER.managementPort().orElseThrow();

    @ParameterizedTest
    @WordSource("/health/live /metrics")
    void management_requests_are_answered_on_the_management_port_without_a_token(String path) {
        exchange(MANAGEMENT_PORT, "GET", path).is(200);
        exchange(PORT, "GET", path).isError(404);
    }

    @ParameterizedTest
    @WordSource("""
            /%6detrics /metric%73 /./metrics /x/../metrics //metrics /metrics;x /%68ealth/live /health/%6cive /health/./live
            /x/../health/live /health;x/live
            """)
    void no_spelling_of_a_management_path_is_served_to_clients(String path) {
        RawResponse response = exchange(PORT, "GET", path, "Authorization: Bearer " + Tokens.hs256(Tokens.CLAIMS));
        assertThat(response.status()).isIn(400, 404);
        assertThat(response.body()).doesNotContain("managed");
    }

    @Test
    void clients_are_not_served_on_the_management_port() {
        for (String path : List.of(POLL, MODULE, "/api/read", "/")) {
            exchange(MANAGEMENT_PORT, "GET", path).is(404);
        }
        exchange(PORT, "GET", POLL).is(401);
        exchange(PORT, "GET", MODULE).is(200);
    }

    @Test
    void connections_of_management_requests_are_limited() {
        try (JobStatusServer server = start(0, OptionalInt.of(0))) {
            int port = server.managementPort().orElseThrow();
            List<RawConnection> open =
                    Stream.generate(() -> RawConnection.to(port)).limit(64).toList();
            assertThat(open).allMatch(ManagementPortTest::isAnswered);
            try (RawConnection one = RawConnection.to(port)) {
                assertThat(isAnswered(one)).isFalse();
            }
            exchange(server.port(), "GET", MODULE).is(200);
            open.forEach(RawConnection::close);
        }
    }

    @Test
    void both_ports_are_free_after_close() {
        JobStatusServer server = start(0, OptionalInt.of(0));
        List<Integer> ports = List.of(server.port(), server.managementPort().orElseThrow());
        server.close();
        assertThat(ports)
                .doesNotHaveDuplicates()
                .allSatisfy(port ->
                        assertThatThrownBy(() -> RawConnection.to(port)).hasCauseInstanceOf(ConnectException.class));
    }

    @Test
    void management_port_in_use_is_named_and_the_first_port_is_free_again() {
        JobStatusServer other = start(0, OptionalInt.empty());
        int free = other.port();
        other.close();
        try (LogCapture log = LogCapture.begin()) {
            assertThatThrownBy(() -> start(free, OptionalInt.of(MANAGEMENT_PORT)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("Cannot listen on 127.0.0.1:" + MANAGEMENT_PORT + ": the port is in use");
            assertThat(log.events()).isEmpty();
        }
        start(free, OptionalInt.empty()).close();
    }

    @Test
    void without_a_management_port_one_port_serves_all() {
        try (JobStatusServer server = start(0, OptionalInt.empty())) {
            assertThat(server.managementPort()).isEmpty();
            exchange(server.port(), "GET", "/health/live").is(200);
        }
    }

    private static boolean isAnswered(RawConnection connection) {
        try {
            return !connection.send(request("GET", "/health/live")).ends();
        } catch (UncheckedIOException reset) {
            return false;
        }
    }

    private static JobStatusServer start(int port, OptionalInt managementPort) {
        var tokens = Tokens.verifier(TokenKeys.ofSecret(Tokens.SECRET));
        var access = new HttpAccess(Optional.of(tokens), Optional.empty(), managementPort);
        ServerParts parts = ServerParts.NONE.withRoutes(routes -> {
            for (String path : List.of("/health/live", "/metrics")) {
                Replies.onGet(routes, path, ctx -> Replies.json(ctx, 200, "\"managed\""));
            }
            Servers.addRoutes(routes, "/api/read");
        });
        return Servers.polled(Servers.options(port, access), JOBS, parts);
    }
}
