package io.contentjobs.http.status;

import static io.contentjobs.http.testing.Requests.get;
import static io.contentjobs.http.testing.Requests.pathOf;
import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.JobId;
import io.contentjobs.http.Mount;
import io.contentjobs.http.Waiting;
import io.contentjobs.http.connection.ConnectionLimits;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a wait promises beside the contract: its limits, outages, and the requests after it. */
@Timeout(240)
@ParameterizedClass
@EnumSource(Mount.class)
final class LongPollsTest {
    private static final String LONG = "Prefer: wait=100";

    private final Mount mount;
    private final Waiting server;

    LongPollsTest(Mount mount) {
        this.mount = mount;
        server = new Waiting(mount, 30);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "?wait=0, Prefer: wait=100, wait=0",
        "?wait=1, Prefer: wait=100, wait=1",
        "?wait=1, X: y, wait=1",
        "?a=b&%77ait=%31, X: y, wait=1",
        "?wait=1000000, X: y, wait=120",
        "'', Prefer: wait=0, wait=0",
        "'', Prefer: wait=1, wait=1",
        "?wait=1, Prefer: wait=nonsense, wait=1",
    })
    void query_parameter_overrides_the_header(String query, String header, String applied) {
        server.exchange(request("GET", pathOf(server.ended()) + query, header))
                .is(200)
                .has("preference-applied", applied);
    }

    @Test
    void job_that_is_deleted_during_the_wait_is_not_found() {
        JobId id = server.processing();
        RawConnection client = server.connect().send(get(id, LONG));
        server.awaitWaiters(1);
        server.store().remove(id);
        client.receive().contains("JOB_001");
    }

    @Test
    void wait_continues_while_the_store_is_down() {
        JobId id = server.processing();
        RawConnection client = server.connect().send(get(id, LONG));
        Await.until(() -> server.reports() == 1);
        server.loseStore();
        server.complete(id);
        server.store().setAvailable(true);
        client.receive().contains("COMPLETED");
    }

    @Test
    void store_that_is_down_at_the_end_of_the_wait_is_an_outage() {
        JobId id = server.processing();
        server.loseStoreAfterNextReport();
        server.exchange(get(id, "Prefer: wait=1"))
                .isError(503, "JOB_005")
                .has("retry-after", "2")
                .hasNo("preference-applied");
    }

    @Test
    void client_over_capacity_is_answered_at_once() {
        JobId id = server.processing();
        List<RawConnection> waiting = server.sendFrom(30, get(id, LONG));
        server.awaitWaiters(30);
        RawConnection late = server.connect();
        late.send(get(id, LONG))
                .receive()
                .is(200)
                .contains("PROCESSING")
                .has("preference-applied", "wait=0")
                .has("retry-after", "2");
        server.complete(id);
        assertThat(waiting).allSatisfy(client -> client.receive().contains("COMPLETED"));
        server.awaitWaiters(0);
        late.send(get(id, LONG)).receive().has("preference-applied", "wait=100");
    }

    @Test
    void waits_end_with_the_current_state_when_the_server_stops() {
        List<RawConnection> waiting = server.sendFrom(20, get(server.processing(), LONG));
        server.awaitWaiters(20);
        server.stop();
        assertThat(waiting).allSatisfy(client -> {
            client.receive().contains("PROCESSING");
            assertThat(client.ends()).isTrue();
        });
    }

    @Test
    void wait_of_a_disconnected_client_ends_when_its_time_is_up() {
        String request = get(server.processing(), "Prefer: wait=2");
        try (LogCapture log = LogCapture.begin()) {
            RawConnection closed = server.connect().send(request);
            RawConnection reset = server.connect().send(request).resetWhenClosed();
            server.awaitWaiters(2);
            closed.close();
            reset.close();
            server.awaitWaiters(0);
            assertThat(log.events()).isEmpty();
        }
    }

    @Test
    void client_that_sends_no_more_is_answered() {
        JobId id = server.processing();
        RawConnection client = server.connect().send(get(id, LONG)).finish();
        server.awaitWaiters(1);
        server.complete(id);
        client.receive().contains("COMPLETED");
        assertThat(client.ends()).isTrue();
    }

    @Test
    void requests_sent_with_and_during_a_wait_are_answered_after_it() {
        JobId id = server.processing();
        JobId other = server.pending();
        RawConnection client = server.connect().send(get(id, LONG) + get(other));
        server.awaitWaiters(1);
        client.send(get(other)).send(get(Jobs.id()));
        server.complete(id);
        client.receive().contains("COMPLETED");
        client.receive().contains("PENDING");
        client.receive().contains("PENDING");
        client.receive().is(404);
        client.send(get(other)).receive().is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000", "Transfer-Encoding: chunked"})
    void body_of_a_waiting_request_is_not_taken_for_a_request(String header) {
        JobId id = server.processing();
        RawConnection client = server.connect().send(get(id, LONG, header));
        server.awaitWaiters(1);
        client.send(get(Jobs.id()));
        client.send(get(Jobs.id()));
        server.complete(id);
        client.receive().contains("COMPLETED");
        assertThat(client.ends()).isTrue();
    }

    @Test
    void empty_body_leaves_the_connection_open() {
        JobId id = server.ended();
        RawConnection client = server.connect();
        client.send(get(id, LONG, "Content-Length: 0")).receive().has("connection", "");
        client.send(get(id)).receive().is(200);
    }

    @Test
    void wait_may_be_longer_than_the_idle_timeout() {
        try (Waiting brief = new Waiting(mount, 1, ConnectionLimits.of(1, Duration.ofSeconds(1)))) {
            JobId id = brief.processing();
            RawConnection client = brief.connect().send(get(id, LONG));
            brief.awaitWaiters(1);
            assertThat(brief.connect().ends()).as("the idle timeout is over").isTrue();
            brief.complete(id);
            client.receive().contains("COMPLETED");
        }
    }
}
