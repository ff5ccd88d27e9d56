package io.contentjobs.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
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

/** Who comes when all places are taken is told so, or let go; who has a place keeps it. */
final class ConnectionCapTest {
    private static final int SERVED = 10;
    private static final int REFUSED = 5;
    private static final Duration NEVER = Duration.ofMinutes(5);
    private static final ScriptedJobs JOBS = new ScriptedJobs();
    private static final String POLL = "GET /api/content/jobs/"
            + JOBS.answer(new JobReport.InProgress(JobStatus.PENDING)) + "/status HTTP/1.1\r\nHost: h\r\n\r\n";

    private final List<RawConnection> connections = new ArrayList<>();
    private final TestServer server =
            new TestServer(new ConnectionLimits(SERVED, REFUSED, NEVER, NEVER, 1, NEVER, Duration.ofMillis(20)), JOBS);

    @AfterEach
    void nobody_is_left() {
        connections.forEach(RawConnection::close);
        Await.until(() -> server.connections().open() == 0);
        server.close();
    }

    @Test
    void one_more_is_told_to_come_back_later() {
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
    void supervisor_is_answered_where_nobody_else_is() {
        connect(SERVED);
        for (String path : List.of("/health/live", "/health/ready", "/metrics")) {
            RawResponse answer = connect()
                    .send("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n")
                    .receive();

            assertThat(answer.status()).as("the answer of no such route").isEqualTo(404);
            assertThat(answer.field("connection")).isEqualTo("close");
        }
    }

    @Test
    void those_beyond_are_let_go_unanswered() {
        connect(SERVED);
        connect(REFUSED);

        assertThat(connect().ends()).isTrue();
        assertThat(connect().ends()).isTrue();
    }

    @Test
    void place_that_is_left_is_taken() {
        connect(SERVED);
        connect(REFUSED);
        connect();
        connections.forEach(RawConnection::close);
        Await.until(() -> server.connections().open() == 0);

        for (RawConnection connection : connect(SERVED)) {
            assertThat(connection.send(POLL).receive().status()).isEqualTo(200);
        }
    }

    /** Returns so many that the server knows of. */
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
