package io.contentjobs.http.connection;

import static io.contentjobs.http.testing.Requests.get;
import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.http.TestServer;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.ScriptedJobs;
import io.contentjobs.http.testing.WordSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Connections over the limit are answered with 503, or closed; those below it are served. */
final class ConnectionCapTest {
    private static final int SERVED = 10;
    private static final int REFUSED = 5;

    /** More than the default length of the accept queue, 50; fewer than every system allows, 128. */
    private static final int BURST = 100;

    private static final Duration NEVER = Duration.ofMinutes(5);
    private static final ScriptedJobs JOBS = new ScriptedJobs();
    private static final String POLL = get(JOBS.pending());

    private final List<RawConnection> connections = new ArrayList<>();
    private final TestServer server = TestServer.polled(
            new ConnectionLimits(SERVED, REFUSED, NEVER, NEVER, 1, NEVER, Duration.ofMillis(20)), JOBS);

    @AfterEach
    void close() {
        closeConnections();
        server.close();
    }

    @Test
    void connection_over_the_limit_is_answered_with_503() {
        List<RawConnection> served = connect(SERVED);
        RawConnection more = connect();
        more.send(POLL).receive().isError(503).has("retry-after", "2").has("connection", "close");
        assertThat(more.ends()).isTrue();
        assertThat(served).allSatisfy(one -> one.send(POLL).receive().is(200));
    }

    @ParameterizedTest
    @WordSource("/health/live /health/ready /metrics")
    void management_request_over_the_limit_is_answered(String path) {
        connect(SERVED);
        // There is no such route.
        connect().send(request("GET", path)).receive().is(404).has("connection", "close");
    }

    @Test
    void connections_far_over_the_limit_are_closed_without_an_answer() {
        connect(SERVED);
        connect(REFUSED);
        assertThat(connect().ends()).isTrue();
        assertThat(connect().ends()).isTrue();
    }

    @Test
    void connection_is_served_after_others_have_closed() {
        connect(SERVED);
        connect(REFUSED);
        assertThat(connect().ends()).isTrue();
        closeConnections();
        assertThat(connect(SERVED)).allSatisfy(one -> one.send(POLL).receive().is(200));
    }

    @Test
    void burst_of_connections_is_queued_until_the_server_accepts() {
        try (TestServer large = TestServer.polled(ConnectionLimits.of(BURST, Duration.ofSeconds(75)), JOBS)) {
            large.connector().setAccepting(false);
            for (int i = 0; i < BURST; i++) {
                connections.add(RawConnection.to(large.port()).send(POLL));
            }
            large.connector().setAccepting(true);
            assertThat(connections).allSatisfy(one -> one.receive().is(200));
        }
    }

    /** Opens connections, and waits until the server has accepted them. */
    private List<RawConnection> connect(int count) {
        long before = server.openConnections();
        List<RawConnection> made = Stream.generate(this::connect).limit(count).toList();
        Await.until(() -> server.openConnections() == before + count);
        return made;
    }

    private RawConnection connect() {
        RawConnection connection = RawConnection.to(server.port());
        connections.add(connection);
        return connection;
    }

    private void closeConnections() {
        connections.forEach(RawConnection::close);
        Await.until(() -> server.openConnections() == 0);
    }
}
