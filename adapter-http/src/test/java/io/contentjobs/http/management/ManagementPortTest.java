package io.contentjobs.http.management;

import static io.contentjobs.http.testing.Requests.pathOf;
import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.domain.JobId;
import io.contentjobs.http.HttpAccess;
import io.contentjobs.http.HttpOptions;
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
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two ports: one for clients, one for management requests. */
final class ManagementPortTest {
    private static final ScriptedJobs JOBS = new ScriptedJobs();
    private static final JobId JOB = JOBS.pending();
    private static final String POLL = pathOf(JOB);
    private static final JobStatusServer SERVER = start(0, OptionalInt.of(0));

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/metrics"})
    void probes_are_answered_on_the_management_port_without_a_token(String path) {
        assertThat(get(managementPort(), path).status()).isEqualTo(200);
        assertThat(get(SERVER.port(), path).body())
                .isEqualTo("{\"code\":\"HTTP_404\",\"message\":\"요청한 경로를 찾을 수 없습니다\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%6detrics",
                "/metric%73",
                "/./metrics",
                "/x/../metrics",
                "//metrics",
                "/metrics;x",
                "/%68ealth/live",
                "/health/%6cive",
                "/health/./live",
                "/x/../health/live",
                "/health;x/live"
            })
    void no_spelling_of_a_management_path_is_served_to_clients(String path) {
        RawResponse response = RawConnection.exchange(
                SERVER.port(), request("GET", path, "Authorization: Bearer " + Tokens.hs256(Tokens.CLAIMS)));

        assertThat(response.status()).isIn(400, 404);
        assertThat(response.body()).doesNotContain("managed");
    }

    @Test
    void clients_are_not_served_on_the_management_port() {
        for (String path : List.of(POLL, "/client/content-jobs.js", "/api/read", "/")) {
            assertThat(get(managementPort(), path).status()).isEqualTo(404);
        }
        assertThat(get(SERVER.port(), POLL).status()).isEqualTo(401);
        assertThat(get(SERVER.port(), "/client/content-jobs.js").status()).isEqualTo(200);
    }

    @Test
    void connections_of_probes_are_limited() {
        try (JobStatusServer server = start(0, OptionalInt.of(0))) {
            int port = server.managementPort().orElseThrow();
            List<RawConnection> open = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                RawConnection connection = RawConnection.to(port);
                open.add(connection);
                assertThat(isAnswered(connection)).isTrue();
            }
            try (RawConnection one = RawConnection.to(port)) {
                assertThat(isAnswered(one)).isFalse();
            }
            assertThat(get(server.port(), "/client/content-jobs.js").status()).isEqualTo(200);
            open.forEach(RawConnection::close);
        }
    }

    @Test
    void both_ports_are_free_after_close() {
        JobStatusServer server = start(0, OptionalInt.of(0));
        int port = server.port();
        int other = server.managementPort().orElseThrow();
        server.close();

        for (int each : List.of(port, other)) {
            assertThatThrownBy(() -> RawConnection.to(each)).hasCauseInstanceOf(ConnectException.class);
        }
        assertThat(other).isNotEqualTo(port);
    }

    @Test
    void management_port_in_use_is_named_and_the_first_port_is_free_again() {
        JobStatusServer other = start(0, OptionalInt.empty());
        int free = other.port();
        other.close();
        try (LogCapture log = LogCapture.begin()) {
            assertThatThrownBy(() -> start(free, OptionalInt.of(managementPort())))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("Cannot listen on 127.0.0.1:" + managementPort() + ": the port is in use");
            assertThat(log.events()).isEmpty();
        }

        start(free, OptionalInt.empty()).close();
    }

    @Test
    void without_a_management_port_one_port_serves_all() {
        try (JobStatusServer server = start(0, OptionalInt.empty())) {
            assertThat(server.managementPort()).isEmpty();
            assertThat(get(server.port(), "/health/live").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void number_that_is_no_port_is_refused(int port) {
        assertThatThrownBy(() -> new HttpAccess(Optional.empty(), Optional.empty(), OptionalInt.of(port)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(port));
    }

    private static boolean isAnswered(RawConnection connection) {
        try {
            return !connection.send(request("GET", "/health/live")).ends();
        } catch (UncheckedIOException reset) {
            return false;
        }
    }

    private static int managementPort() {
        return SERVER.managementPort().orElseThrow();
    }

    private static JobStatusServer start(int port, OptionalInt managementPort) {
        var tokens = Tokens.verifier(TokenKeys.ofSecret(Tokens.SECRET));
        HttpOptions options = new HttpOptions(
                "127.0.0.1",
                port,
                Servers.POLL_INTERVAL,
                Servers.MAX_WAIT,
                Servers.MAX_WAITERS,
                new HttpAccess(Optional.of(tokens), Optional.empty(), managementPort));
        ServerParts parts = ServerParts.NONE.withRoutes(routes -> {
            for (String path : List.of("/health/live", "/metrics", "/api/read")) {
                Replies.onGet(
                        routes, path, ctx -> Replies.json(ctx, 200, path.equals("/api/read") ? "{}" : "\"managed\""));
            }
        });
        return Servers.polled(options, JOBS, parts);
    }

    private static RawResponse get(int port, String path) {
        return RawConnection.exchange(port, request("GET", path));
    }
}
