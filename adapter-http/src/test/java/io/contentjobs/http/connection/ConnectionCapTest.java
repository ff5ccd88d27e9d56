package io.contentjobs.http.connection;

import static io.contentjobs.http.testing.Requests.get;
import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.http.TestServer;
import io.contentjobs.http.testing.Await;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.ScriptedJobs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections over the limit are answered with 503, or closed; those below it stay. */
final class ConnectionCapTest {
    private static final int SERVED = 10;
    private static final int REFUSED = 5;
    private static final Duration NEVER = Duration.ofMinutes(5);
    private static final ScriptedJobs JOBS = new ScriptedJobs();
    private static final String POLL = get(JOBS.pending());

    private final List<RawConnection> connections = new ArrayList<>();
    private final TestServer server =
            new TestServer(new ConnectionLimits(SERVED, REFUSED, NEVER, NEVER, 1, NEVER, Duration.ofMillis(20)), JOBS);

    @AfterEach
    void all_connections_are_closed() {
        connections.forEach(RawConnection::close);
        Await.until(() -> server.connections().open() == 0);
        server.close();
    }

    @Test
    void connection_over_the_limit_is_answered_with_503() {
        List<RawConnection> served = connect(SERVED);
        RawConnection more = connect();

        RawResponse refusal = more.send(POLL).receive();

        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.body()).isEqualTo("{\"code\":\"HTTP_503\",\"message\":\"잠시 후 다시 시도해주세요\"}");
        assertThat(refusal.field("retry-after")).isEqualTo("2");
        assertThat(refusal.field("connection")).isEqualTo("close");
        assertThat(more.ends()).isTrue();
        assertThat(served)
                .allSatisfy(one -> assertThat(one.send(POLL).receive().status()).isEqualTo(200));
    }

    @Test
    void management_request_is_answered_over_the_limit() {
        connect(SERVED);
        for (String path : List.of("/health/live", "/health/ready", "/metrics")) {
            RawResponse answer = connect().send(request("GET", path)).receive();

            assertThat(answer.status()).as("there is no such route").isEqualTo(404);
            assertThat(answer.field("connection")).isEqualTo("close");
        }
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
        connect();
        connections.forEach(RawConnection::close);
        Await.until(() -> server.connections().open() == 0);

        for (RawConnection connection : connect(SERVED)) {
            assertThat(connection.send(POLL).receive().status()).isEqualTo(200);
        }
    }

    /** Opens connections, and waits until the server has accepted them. */
    private List<RawConnection> connect(int count) {
        int before = server.connections().open();
        List<RawConnection> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(connect());
        }
        Await.until(() -> server.connections().open() == before + count);
        return made;
    }

    private RawConnection connect() {
        RawConnection connection = RawConnection.to(server.port());
        connections.add(connection);
        return connection;
    }
}
