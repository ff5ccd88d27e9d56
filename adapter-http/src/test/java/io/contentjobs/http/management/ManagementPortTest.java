package io.contentjobs.http.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.http.HttpAccess;
import io.contentjobs.http.HttpOptions;
import io.contentjobs.http.JobStatusServer;
import io.contentjobs.http.ServerParts;
import io.contentjobs.http.TokenClaims;
import io.contentjobs.http.TokenKeys;
import io.contentjobs.http.TokenVerifier;
import io.contentjobs.http.routes.Replies;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.Servers;
import io.contentjobs.http.testing.SetClock;
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

/** Two ports: one for clients, one for supervisors. */
final class ManagementPortTest {
    private static final ScriptedJobs JOBS = new ScriptedJobs();
    private static final JobId JOB = JOBS.answer(new JobReport.InProgress(JobStatus.PENDING));
    private static final String POLL = "/api/content/jobs/" + JOB + "/status";
    private static final JobStatusServer SERVER = start(0, OptionalInt.of(0));

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/metrics"})
    void supervisors_are_answered_on_their_own_port_without_a_token(String path) {
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
    void clients_find_it_in_no_way_of_writing_either(String path) {
        RawResponse response = RawConnection.exchange(
                SERVER.port(),
                "GET " + path + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + Tokens.hs256(Tokens.CLAIMS)
                        + "\r\n\r\n");

        assertThat(response.status()).isIn(400, 404);
        assertThat(response.body()).doesNotContain("supervised");
    }

    @Test
    void clients_find_nothing_on_the_other_port() {
        for (String path : List.of(POLL, "/client/content-jobs.js", "/api/read", "/")) {
            assertThat(get(managementPort(), path).status()).isEqualTo(404);
        }
        assertThat(get(SERVER.port(), POLL).status()).isEqualTo(401);
        assertThat(get(SERVER.port(), "/client/content-jobs.js").status()).isEqualTo(200);
    }

    @Test
    void supervisors_are_few_and_the_rest_are_closed() {
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
    void both_ports_are_free_after_the_end() {
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
    void port_that_is_taken_is_named_and_the_first_is_free_again() {
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
    void without_it_there_is_one_port_for_all() {
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
            return !connection
                    .send("GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n")
                    .ends();
        } catch (UncheckedIOException reset) {
            return false;
        }
    }

    private static int managementPort() {
        return SERVER.managementPort().orElseThrow();
    }

    private static JobStatusServer start(int port, OptionalInt managementPort) {
        var tokens = new TokenVerifier(TokenKeys.ofSecret(Tokens.SECRET), TokenClaims.ANY, new SetClock());
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
                        routes,
                        path,
                        ctx -> Replies.json(ctx, 200, path.equals("/api/read") ? "{}" : "\"supervised\""));
            }
        });
        return JobStatusServer.start(options, JOBS, Servers.NO_WAITING, parts);
    }

    private static RawResponse get(int port, String path) {
        return RawConnection.exchange(port, "GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n");
    }
}
