package io.contentjobs.http.status;

import static io.contentjobs.http.testing.Requests.get;
import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.JobId;
import io.contentjobs.http.Mount;
import io.contentjobs.http.Waiting;
import io.contentjobs.http.connection.ConnectionLimits;
import io.contentjobs.http.testing.Await;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who prefers to wait is answered once there is news, and not before; or once the time is up. */
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

    @Test
    void who_has_nothing_is_answered_when_the_job_has_ended() {
        JobId id = server.pending();
        try (RawConnection client = server.connect().send(get(id, LONG))) {
            server.awaitWaiters(1);
            server.start(id);
            server.complete(id);
            RawResponse response = client.receive();

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).contains("COMPLETED");
            assertThat(response.field("preference-applied")).isEqualTo("wait=100");
            assertThat(response.field("retry-after")).isEmpty();
            assertThat(response.field("vary")).isEqualTo("Accept, Prefer");
        }
        server.awaitWaiters(0);
    }

    @Test
    void who_has_a_representation_is_answered_when_there_is_another() {
        JobId id = server.pending();
        try (RawConnection client = server.connect()) {
            String known = client.send(get(id)).receive().field("etag");
            client.send(get(id, LONG, "If-None-Match: \"x\", W/" + known));
            server.awaitWaiters(1);
            server.start(id);
            RawResponse response = client.receive();

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).contains("PROCESSING");
            assertThat(response.field("retry-after")).isEqualTo("2");
        }
    }

    @Test
    void who_has_another_representation_is_answered_at_once() {
        try (RawConnection client = server.connect()) {
            RawResponse response = client.send(get(server.pending(), LONG, "If-None-Match: \"other\""))
                    .receive();

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).contains("PENDING");
            assertThat(response.field("preference-applied")).isEqualTo("wait=100");
        }
    }

    @Test
    void end_is_told_at_once() {
        JobId id = server.ended();
        try (RawConnection client = server.connect()) {
            RawResponse whole = client.send(get(id, LONG)).receive();
            RawResponse known = client.send(get(id, LONG, "If-None-Match: " + whole.field("etag")))
                    .receive();

            assertThat(whole.body()).contains("COMPLETED");
            assertThat(known.status()).isEqualTo(304);
            assertThat(known.field("preference-applied")).isEqualTo("wait=100");
        }
    }

    @Test
    void present_state_is_told_when_the_time_is_up() {
        JobId id = server.processing();
        try (RawConnection client = server.connect()) {
            RawResponse whole = client.send(get(id, "Prefer: wait=1")).receive();
            RawResponse same = client.send(get(id, "Prefer: wait=1", "If-None-Match: " + whole.field("etag")))
                    .receive();

            assertThat(whole.body()).contains("PROCESSING");
            assertThat(whole.field("preference-applied")).isEqualTo("wait=1");
            assertThat(whole.field("retry-after")).isEqualTo("2");
            assertThat(same.status()).isEqualTo(304);
            assertThat(same.field("preference-applied")).isEqualTo("wait=1");
            assertThat(same.field("retry-after")).isEqualTo("2");
        }
    }

    @Test
    void time_is_not_up_before_it_is_up() {
        JobId id = server.processing();
        try (RawConnection client = server.connect()) {
            long start = System.nanoTime();
            client.send(get(id, "Prefer: wait=1")).receive();

            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(1_000_000_000);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "?wait=0, Prefer: wait=100, wait=0",
        "?wait=1, Prefer: wait=100, wait=1",
        "?wait=1, X: y, wait=1",
        "?a=b&%77ait=%31, X: y, wait=1",
        "'', Prefer: wait=0, wait=0",
        "'', Prefer: wait=1, wait=1",
        "?wait=1, Prefer: wait=nonsense, wait=1",
    })
    void parameter_counts_more_than_the_field(String query, String field, String applied) {
        try (RawConnection client = server.connect()) {
            RawResponse response = client.send(request("GET", server.processing(), query, field))
                    .receive();

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.field("preference-applied")).isEqualTo(applied);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?wait", "?wait=", "?wait=-1", "?wait=1s", "?wait=%zz", "?wait=x&wait=1", "?wait=1.0"})
    void parameter_that_is_no_number_is_a_bad_request(String query) {
        try (RawConnection client = server.connect()) {
            RawResponse response = client.send(request("GET", server.processing(), query, LONG))
                    .receive();

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.body()).contains("\"HTTP_400\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Prefer: wait=x", "Prefer: wait", "Prefer: respond-async", "Prefer:", "Prefer: ,;=\"wait=3"})
    void field_that_says_nothing_is_passed_over(String field) {
        try (RawConnection client = server.connect()) {
            RawResponse response = client.send(get(server.processing(), field)).receive();

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.field("preference-applied")).isEmpty();
        }
    }

    @Test
    void wait_is_granted_for_so_long_and_no_longer() {
        try (RawConnection client = server.connect()) {
            RawResponse response = client.send(get(server.ended(), "Prefer: wait=99999999999999999999"))
                    .receive();

            assertThat(response.field("preference-applied")).isEqualTo("wait=" + Waiting.LONG.toSeconds());
        }
    }

    @Test
    void head_waits_too() {
        JobId id = server.pending();
        try (RawConnection client = server.connect().send(request("HEAD", id, "", LONG))) {
            server.awaitWaiters(1);
            server.complete(id);
            RawResponse head = client.receiveHead();
            RawResponse get = client.send(get(id, LONG)).receive();

            assertThat(head.fieldsButDateAndId()).isEqualTo(get.fieldsButDateAndId());
            assertThat(head.field("content-length")).isNotEqualTo("0");
        }
    }

    @Test
    void errors_are_told_at_once_and_as_ever() {
        JobId unreadable = Jobs.id();
        server.store().putUnreadable(unreadable);
        JobId gone = server.processing();
        server.store().put(Jobs.completed(gone));
        try (RawConnection client = server.connect()) {
            for (JobId id : List.of(Jobs.id(), unreadable, gone)) {
                RawResponse polled = client.send(get(id)).receive();
                RawResponse waited = client.send(get(id, LONG)).receive();

                assertThat(waited.status()).isIn(404, 410, 500);
                assertThat(waited.fieldsButDateAndId()).isEqualTo(polled.fieldsButDateAndId());
                assertThat(waited.body()).isEqualTo(polled.body());
            }
        }
    }

    @Test
    void job_that_vanishes_meanwhile_is_not_found() {
        JobId id = server.processing();
        try (RawConnection client = server.connect().send(get(id, LONG))) {
            server.awaitWaiters(1);
            server.store().remove(id);

            assertThat(client.receive().body()).contains("JOB_001");
        }
    }

    @Test
    void store_that_is_away_meanwhile_is_waited_for() {
        JobId id = server.processing();
        try (RawConnection client = server.connect().send(get(id, LONG))) {
            Await.until(() -> server.reports() == 1);
            server.loseStore();
            server.complete(id);
            server.store().setAvailable(true);

            assertThat(client.receive().body()).contains("COMPLETED");
        }
    }

    @Test
    void store_that_is_away_when_the_time_is_up_is_an_outage() {
        JobId id = server.processing();
        server.loseStoreAfterNextReport();
        try (RawConnection client = server.connect().send(get(id, "Prefer: wait=1"))) {
            RawResponse response = client.receive();

            assertThat(response.body()).contains("JOB_005");
            assertThat(response.field("retry-after")).isEqualTo("2");
            assertThat(response.field("preference-applied")).isEmpty();
        }
    }

    @Test
    void who_finds_no_seat_is_answered_at_once() {
        JobId id = server.processing();
        List<RawConnection> seated = IntStream.range(0, 30)
                .mapToObj(i -> server.connect().send(get(id, LONG)))
                .toList();
        server.awaitWaiters(30);
        try (RawConnection late = server.connect()) {
            RawResponse response = late.send(get(id, LONG)).receive();

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).contains("PROCESSING");
            assertThat(response.field("preference-applied")).isEqualTo("wait=0");
            assertThat(response.field("retry-after")).isEqualTo("2");
            server.complete(id);
            assertThat(seated)
                    .allSatisfy(client -> assertThat(client.receive().body()).contains("COMPLETED"));
            server.awaitWaiters(0);
            assertThat(late.send(get(id, LONG)).receive().field("preference-applied"))
                    .isEqualTo("wait=100");
        }
        seated.forEach(RawConnection::close);
    }

    @Test
    void all_are_answered_with_the_present_state_when_waiting_is_ended() {
        JobId id = server.processing();
        List<RawConnection> waiting = IntStream.range(0, 20)
                .mapToObj(i -> server.connect().send(get(id, LONG)))
                .toList();
        server.awaitWaiters(20);

        server.close();

        assertThat(waiting).allSatisfy(client -> {
            assertThat(client.receive().body()).contains("PROCESSING");
            assertThat(client.ends()).isTrue();
        });
        waiting.forEach(RawConnection::close);
    }

    @Test
    void client_that_has_gone_gives_up_its_seat_when_its_time_is_up() {
        JobId id = server.processing();
        try (LogCapture log = LogCapture.begin()) {
            RawConnection closed = server.connect().send(get(id, "Prefer: wait=2"));
            RawConnection reset =
                    server.connect().send(get(id, "Prefer: wait=2")).resetWhenClosed();
            server.awaitWaiters(2);

            closed.close();
            reset.close();

            server.awaitWaiters(0);
            assertThat(log.events()).isEmpty();
        }
    }

    @Test
    void client_that_will_send_no_more_is_answered_like_any_other() {
        JobId id = server.processing();
        try (RawConnection client = server.connect().send(get(id, LONG)).finish()) {
            server.awaitWaiters(1);
            server.complete(id);

            assertThat(client.receive().body()).contains("COMPLETED");
            assertThat(client.ends()).isTrue();
        }
    }

    @Test
    void next_requests_may_come_while_one_waits() {
        JobId id = server.processing();
        JobId other = server.pending();
        try (RawConnection client = server.connect().send(get(id, LONG))) {
            server.awaitWaiters(1);
            client.send(get(other));
            client.send(get(Jobs.id()));
            server.complete(id);

            assertThat(client.receive().body()).contains("COMPLETED");
            assertThat(client.receive().body()).contains("PENDING");
            assertThat(client.receive().status()).isEqualTo(404);
            assertThat(client.send(get(other)).receive().status()).isEqualTo(200);
        }
    }

    @Test
    void next_request_may_come_in_one_with_the_one_that_waits() {
        JobId id = server.processing();
        JobId other = server.pending();
        try (RawConnection client = server.connect().send(get(id, LONG) + get(other))) {
            server.awaitWaiters(1);
            server.complete(id);

            assertThat(client.receive().body()).contains("COMPLETED");
            assertThat(client.receive().body()).contains("PENDING");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000", "Transfer-Encoding: chunked"})
    void body_of_a_request_that_waits_is_no_request(String field) {
        JobId id = server.processing();
        try (RawConnection client = server.connect().send(get(id, LONG, field))) {
            server.awaitWaiters(1);
            client.send(get(Jobs.id()));
            client.send(get(Jobs.id()));
            server.complete(id);

            assertThat(client.receive().body()).contains("COMPLETED");
            assertThat(client.ends()).isTrue();
        }
    }

    @Test
    void empty_body_is_none() {
        JobId id = server.ended();
        try (RawConnection client = server.connect()) {
            RawResponse response =
                    client.send(get(id, LONG, "Content-Length: 0")).receive();

            assertThat(response.field("connection")).isEmpty();
            assertThat(client.send(get(id)).receive().status()).isEqualTo(200);
        }
    }

    @Test
    void who_waits_may_be_silent_for_longer_than_others() {
        try (Waiting brief = new Waiting(mount, 1, idle(Duration.ofSeconds(3)));
                RawConnection client = brief.connect()) {
            JobId id = brief.processing();
            client.send(get(id, LONG));
            brief.awaitWaiters(1);
            try (RawConnection silent = brief.connect()) {
                assertThat(silent.ends()).as("the idle time-out is over").isTrue();
            }
            brief.complete(id);

            assertThat(client.receive().body()).contains("COMPLETED");
        }
    }

    private static ConnectionLimits idle(Duration idle) {
        return ConnectionLimits.of(1, idle);
    }
}
