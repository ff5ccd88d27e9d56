package io.contentjobs.http.status;

import static io.contentjobs.http.testing.Requests.get;
import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobId;
import io.contentjobs.http.Mount;
import io.contentjobs.http.Waiting;
import io.contentjobs.http.connection.ConnectionLimits;
import io.contentjobs.http.headers.EntityTag;
import io.contentjobs.http.testing.Await;
import io.contentjobs.http.testing.EventClient;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who prefers a stream is told of each change, once, up to the end. */
@Timeout(240)
@ParameterizedClass
@EnumSource(Mount.class)
final class EventStreamsTest {
    private static final String STREAM = "Accept: text/event-stream";
    private static final String PENDING = "{\"status\":\"PENDING\",\"message\":\"이미지 생성 중입니다\"}";
    private static final String PROCESSING = "{\"status\":\"PROCESSING\",\"message\":\"이미지 생성 중입니다\"}";

    /** The longest URLs that there are. */
    private static final int LARGEST_BYTES = 3 * 16_384;

    private static final ImageUrls LARGEST = largest();

    private final Mount mount;
    private final Waiting server;

    EventStreamsTest(Mount mount) {
        this.mount = mount;
        server = new Waiting(mount, 30);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void each_change_is_told_as_it_comes() {
        JobId id = server.pending();
        try (EventClient client = stream(id)) {
            assertThat(client.next()).isEqualTo(event(PENDING));
            server.start(id);
            assertThat(client.next()).isEqualTo(event(PROCESSING));
            server.complete(id);
            assertThat(client.next()).isEqualTo(event(polled(id).body()));
            assertThat(client.ended()).isTrue();
        }
        server.awaitWaiters(0);
    }

    @Test
    void stream_is_written_as_the_standard_has_it() {
        JobId id = server.ended();
        RawResponse polled = polled(id);
        try (RawConnection client = server.connect().send(get(id, STREAM))) {
            RawResponse head = client.receiveHead();

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.field("content-type")).isEqualTo("text/event-stream;charset=utf-8");
            assertThat(head.field("cache-control")).isEqualTo("no-cache");
            assertThat(head.field("x-accel-buffering")).isEqualTo("no");
            assertThat(head.field("connection")).isEqualTo("close");
            assertThat(head.field("vary")).isEqualTo("Accept, Prefer");
            assertThat(head.field("x-content-type-options")).isEqualTo("nosniff");
            assertThat(head.fields()).doesNotContainKeys("etag", "retry-after");
            assertThat(client.receiveAll())
                    .isEqualTo("retry: 2000\n\nevent: status\nid: " + polled.field("etag") + "\ndata: " + polled.body()
                            + "\n\n");
        }
    }

    @Test
    void client_of_http_1_0_is_told_too() {
        JobId id = server.ended();
        String request = get(id, STREAM).replace("HTTP/1.1", "HTTP/1.0");
        try (RawConnection client = server.connect().send(request)) {
            assertThat(client.receiveAll()).contains("\n\nevent: status\n", "COMPLETED");
        }
    }

    @Test
    void event_that_was_seen_is_not_told_again() {
        JobId id = server.pending();
        String seen = polled(id).field("etag");
        try (EventClient client = stream(id, "Last-Event-ID: " + seen)) {
            server.awaitWaiters(1);
            server.start(id);

            assertThat(client.next()).isEqualTo(event(PROCESSING));
        }
    }

    @Test
    void event_that_was_not_seen_is_told() {
        JobId id = server.pending();
        try (EventClient client = stream(id, "Last-Event-ID: \"other\"")) {
            assertThat(client.next()).isEqualTo(event(PENDING));
        }
    }

    @Test
    void who_has_seen_the_end_need_not_come_again() {
        JobId id = server.ended();
        try (RawConnection client = server.connect()) {
            String seen = polled(id).field("etag");
            RawResponse response =
                    client.send(get(id, STREAM, "Last-Event-ID: " + seen)).receiveHead();

            assertThat(response.status()).isEqualTo(204);
            assertThat(response.fields()).doesNotContainKey("content-length");
            assertThat(client.send(get(id)).receive().status()).isEqualTo(200);
        }
    }

    @Test
    void head_is_told_the_fields_at_once() {
        JobId id = server.processing();
        try (RawConnection get = server.connect().send(get(id, STREAM));
                RawConnection head = server.connect().send(request("HEAD", id, "", STREAM))) {
            assertThat(head.receiveHead().fieldsButDateAndId())
                    .isEqualTo(get.receiveHead().fieldsButDateAndId());
            assertThat(head.receiveAll()).isEmpty();
        }
    }

    @Test
    void errors_before_the_beginning_are_answers_as_ever() {
        JobId unreadable = Jobs.id();
        server.store().putUnreadable(unreadable);
        JobId gone = server.processing();
        server.store().put(Jobs.completed(gone));
        try (RawConnection client = server.connect()) {
            for (JobId id : List.of(Jobs.id(), unreadable, gone)) {
                RawResponse polled = client.send(get(id)).receive();
                RawResponse streamed = client.send(get(id, STREAM)).receive();

                assertThat(streamed.status()).isIn(404, 410, 500);
                assertThat(streamed.fieldsButDateAndId()).isEqualTo(polled.fieldsButDateAndId());
                assertThat(streamed.body()).isEqualTo(polled.body());
            }
            server.store().setAvailable(false);
            assertThat(client.send(get(gone, STREAM)).receive().body()).contains("JOB_005");
        }
    }

    @Test
    void stream_of_a_job_that_vanishes_ends_and_the_next_is_refused() {
        JobId id = server.processing();
        try (EventClient client = stream(id)) {
            assertThat(client.next().data()).isEqualTo(PROCESSING);
            server.store().remove(id);

            assertThat(client.ended()).isTrue();
            assertThat(polled(id, STREAM).status()).isEqualTo(404);
        }
    }

    @Test
    void stream_outlasts_an_outage() {
        JobId id = server.pending();
        Waiting brief = new Waiting(mount, 1, Duration.ofMillis(20));
        JobId other = brief.pending();
        try (brief;
                EventClient client = stream(id);
                EventClient beating = new EventClient(brief.connect().send(get(other, STREAM)))) {
            assertThat(client.next().data()).isEqualTo(PENDING);
            assertThat(beating.next().data()).isEqualTo(PENDING);
            server.loseStore();
            brief.loseStore();
            beating.awaitComments(5);
            server.complete(id);
            brief.complete(other);
            server.store().setAvailable(true);
            brief.store().setAvailable(true);

            assertThat(client.next().data()).contains("COMPLETED");
            assertThat(beating.next().data()).contains("COMPLETED");
        }
    }

    @Test
    void silence_is_broken_by_comments() {
        try (Waiting beating = new Waiting(mount, 1, Duration.ofMillis(20));
                EventClient client = new EventClient(beating.connect().send(get(beating.pending(), STREAM)))) {
            client.awaitComments(3);
        }
    }

    @Test
    void who_finds_no_seat_is_to_come_again() {
        JobId id = server.processing();
        List<EventClient> seated =
                IntStream.range(0, 30).mapToObj(i -> stream(id)).toList();
        server.awaitWaiters(30);
        RawResponse refused = polled(id, STREAM);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body()).contains("JOB_005");
        assertThat(refused.field("retry-after")).isEqualTo("2");
        assertNobodyIsRefusedWhoWouldNotStay();
        server.complete(id);
        assertThat(seated).allSatisfy(client -> assertThat(client.rest()).endsWith("COMPLETED"));
        server.awaitWaiters(0);
        assertThat(polled(id).status()).isEqualTo(200);
        seated.forEach(EventClient::close);
    }

    @Test
    void streams_end_with_the_present_state_when_waiting_is_ended() {
        JobId id = server.pending();
        List<EventClient> clients =
                IntStream.range(0, 20).mapToObj(i -> stream(id)).toList();
        server.awaitWaiters(20);

        server.close();

        assertThat(clients).allSatisfy(client -> assertThat(client.rest()).endsWith("PENDING"));
        clients.forEach(EventClient::close);
    }

    @Test
    void streams_end_when_nobody_waits_for_them_any_more() {
        JobId id = server.pending();
        try (EventClient client = stream(id)) {
            server.awaitWaiters(1);

            server.endWaiting();

            assertThat(client.rest()).isEqualTo("PENDING");
        }
        Await.until(() -> server.waiters() == 0);
    }

    @Test
    void client_that_has_gone_gives_up_its_seat_by_the_second_heartbeat() {
        try (LogCapture log = LogCapture.begin();
                Waiting beating = new Waiting(mount, 3, Duration.ofMillis(50))) {
            JobId id = beating.processing();
            RawConnection closed = beating.connect().send(get(id, STREAM));
            RawConnection reset = beating.connect().send(get(id, STREAM)).resetWhenClosed();
            RawConnection talking = beating.connect().send(get(id, STREAM));
            beating.awaitWaiters(3);

            talking.send(get(id)).close();
            closed.close();
            reset.close();

            beating.awaitWaiters(0);
            assertThat(log.events()).isEmpty();
        }
    }

    @Test
    void heartbeat_comes_often_enough_to_find_out_within_ten_seconds_who_has_gone() {
        assertThat(ResourceOptions.HEARTBEAT.multipliedBy(2)).isLessThanOrEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void client_that_does_not_read_is_given_up() {
        try (LogCapture log = LogCapture.begin();
                Waiting brief = readIn(Duration.ofMillis(200));
                RawConnection client = RawConnection.withSmallBufferTo(brief.port())) {
            receiveHeadOfStreamThatEndsWith(LARGEST, brief, client);

            Await.until(() -> brief.waiters() == 0);
            assertThat(client.receiveUntilItBreaks()).isLessThan(LARGEST_BYTES);
            assertThat(log.events()).isEmpty();
        }
    }

    @Test
    void client_that_reads_slowly_but_steadily_is_told_all() {
        Duration limit = Duration.ofSeconds(2);
        try (Waiting brief = readIn(limit);
                RawConnection client = RawConnection.withSmallBufferTo(brief.port())) {
            receiveHeadOfStreamThatEndsWith(LARGEST, brief, client);

            long start = System.nanoTime();
            long read = 0;
            while (System.nanoTime() - start < limit.multipliedBy(2).toNanos()) {
                read += client.receiveSome(100);
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            assertThat(brief.waiters()).as("the server is still writing").isEqualTo(1);
            assertThat(read + client.receiveUntilItBreaks()).isGreaterThan(LARGEST_BYTES);
        }
    }

    @Test
    void connection_ends_with_its_stream() {
        JobId id = server.processing();
        try (RawConnection connection = server.connect().send(get(id, STREAM) + get(id));
                EventClient client = new EventClient(connection)) {
            server.awaitWaiters(1);
            server.complete(id);

            assertThat(client.rest()).endsWith("COMPLETED");
        }
    }

    /** Returns a server that closes the connection of a client that does not read 1,024 bytes in that time. */
    private Waiting readIn(Duration limit) {
        var limits =
                new ConnectionLimits(100, 1, Waiting.LONG, limit, 1_024, Duration.ofSeconds(75), Duration.ofMillis(20));
        return new Waiting(mount, 1, limits).withSmallSendBuffer();
    }

    private static void receiveHeadOfStreamThatEndsWith(ImageUrls urls, Waiting server, RawConnection client) {
        JobId id = server.processing();
        client.send(get(id, STREAM));
        server.awaitWaiters(1);
        server.complete(id, urls);
        assertThat(client.receiveHead().status()).isEqualTo(200);
    }

    private void assertNobodyIsRefusedWhoWouldNotStay() {
        JobId ended = server.ended();
        String seen = polled(ended).field("etag");
        try (EventClient client = stream(ended)) {
            assertThat(client.rest()).isEqualTo("COMPLETED");
        }
        try (RawConnection client = server.connect()) {
            client.send(get(ended, STREAM, "Last-Event-ID: " + seen));
            assertThat(client.receiveHead().status()).isEqualTo(204);
        }
        assertThat(polled(Jobs.id(), STREAM).status()).isEqualTo(404);
    }

    private EventClient stream(JobId id, String... fields) {
        String[] all = new String[fields.length + 1];
        all[0] = STREAM;
        System.arraycopy(fields, 0, all, 1, fields.length);
        return new EventClient(server.connect().send(get(id, all)));
    }

    private RawResponse polled(JobId id, String... fields) {
        try (RawConnection client = server.connect()) {
            return client.send(get(id, fields)).receive();
        }
    }

    private static ImageUrls largest() {
        String start = "https://cdn.example.com/";
        String url = start + "a".repeat(LARGEST_BYTES / 3 - start.length());
        return new ImageUrls(url, url, url);
    }

    private static EventClient.Event event(String body) {
        return new EventClient.Event("status", EntityTag.of(body.getBytes(StandardCharsets.UTF_8)), body);
    }
}
