package io.contentjobs.http.status;

import static io.contentjobs.http.testing.Requests.STREAM;
import static io.contentjobs.http.testing.Requests.get;
import static io.contentjobs.http.testing.Requests.pathOf;
import static io.contentjobs.http.testing.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobId;
import io.contentjobs.http.Mount;
import io.contentjobs.http.Waiting;
import io.contentjobs.http.connection.ConnectionLimits;
import io.contentjobs.http.testing.EventStream;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The bytes, the limits and the end of a stream, beside the contract. */
@Timeout(240)
@ParameterizedClass
@EnumSource(Mount.class)
final class EventStreamsTest {
    /** The length of the longest URLs that a job may have. */
    private static final int LARGEST_BYTES = 3 * 16_384;

    private static final ImageUrls LARGEST = largest();

    private final Mount mount;

    @AutoClose
    private final Waiting server;

    EventStreamsTest(Mount mount) {
        this.mount = mount;
        server = new Waiting(mount, 30);
    }

    @Test
    void stream_is_written_as_the_standard_says() {
        JobId id = server.ended();
        RawResponse polled = server.exchange(get(id));
        String event = "event: status\nid: " + polled.header("etag") + "\ndata: " + polled.body() + "\n\n";
        RawConnection client = server.connect().send(get(id, STREAM));
        client.receiveHead()
                .is(200)
                .has("content-type", "text/event-stream;charset=utf-8")
                .has("cache-control", "no-cache")
                .has("x-accel-buffering", "no")
                .has("connection", "close")
                .has("vary", "Accept, Prefer")
                .has("x-content-type-options", "nosniff")
                .hasNo("etag", "retry-after");
        assertThat(client.receiveAll()).isEqualTo("retry: 2000\n\n" + event);
    }

    @Test
    void client_of_http_1_0_gets_events() {
        String request = get(server.ended(), STREAM).replace("HTTP/1.1", "HTTP/1.0");
        assertThat(server.connect().send(request).receiveAll()).contains("\n\nevent: status\n", "COMPLETED");
    }

    @Test
    void connection_of_a_client_that_has_the_last_event_stays_open() {
        JobId id = server.ended();
        String seen = "Last-Event-ID: " + server.exchange(get(id)).header("etag");
        RawConnection client = server.connect().send(get(id, STREAM, seen));
        client.receiveHead().is(204).hasNo("content-length");
        client.send(get(id)).receive().is(200);
    }

    @Test
    void head_has_the_headers_of_the_stream() {
        JobId id = server.processing();
        RawConnection get = server.connect().send(get(id, STREAM));
        RawConnection head = server.connect().send(request("HEAD", pathOf(id), STREAM));
        assertThat(head.receiveHead().comparableHeaders())
                .isEqualTo(get.receiveHead().comparableHeaders());
        assertThat(head.receiveAll()).isEmpty();
    }

    @Test
    void stream_of_a_deleted_job_ends_and_the_next_is_refused() {
        JobId id = server.processing();
        EventStream events = stream(id);
        assertThat(events.next().data()).contains("PROCESSING");
        server.store().remove(id);
        assertThat(events.rest()).isEmpty();
        server.exchange(get(id, STREAM)).is(404);
    }

    @Test
    void stream_continues_after_an_outage() {
        try (Waiting beating = new Waiting(mount, 1, Duration.ofMillis(20))) {
            JobId id = beating.pending();
            EventStream events = beating.connect().send(get(id, STREAM)).receiveStream();
            assertThat(events.next().data()).contains("PENDING");
            beating.loseStore();
            events.awaitComments(5);
            beating.complete(id);
            beating.store().setAvailable(true);
            assertThat(events.next().data()).contains("COMPLETED");
        }
    }

    @Test
    void stream_over_capacity_is_refused() {
        JobId id = server.processing();
        List<RawConnection> streams = server.sendFrom(30, get(id, STREAM));
        server.awaitWaiters(30);
        server.exchange(get(id, STREAM)).isError(503, "JOB_005").has("retry-after", "2");
        assertStreamsThatEndAtOnceAreServed();
        server.complete(id);
        assertLastEvents(streams, "COMPLETED");
        server.awaitWaiters(0);
        server.exchange(get(id)).is(200);
    }

    @Test
    void streams_end_with_the_current_state_when_the_server_stops() {
        List<RawConnection> streams = server.sendFrom(20, get(server.pending(), STREAM));
        server.awaitWaiters(20);
        server.stop();
        assertLastEvents(streams, "PENDING");
    }

    @Test
    void stream_ends_when_the_watcher_stops() {
        EventStream events = stream(server.pending());
        server.awaitWaiters(1);
        server.endWaiting();
        assertThat(events.lastData()).contains("PENDING");
        Await.until(() -> server.waiters() == 0);
    }

    @Test
    void stream_of_a_disconnected_client_ends_by_the_second_heartbeat() {
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
    void two_heartbeats_come_within_ten_seconds() {
        assertThat(ResourceOptions.HEARTBEAT.multipliedBy(2)).isLessThanOrEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void connection_is_closed_when_the_client_does_not_read() {
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
    void client_that_reads_slowly_but_steadily_gets_the_whole_stream() {
        Duration limit = Duration.ofSeconds(3);
        try (Waiting brief = readIn(limit);
                RawConnection client = RawConnection.withSmallBufferTo(brief.port())) {
            receiveHeadOfStreamThatEndsWith(LARGEST, brief, client);
            long read = client.receiveSlowly(100, limit.multipliedBy(2));
            assertThat(brief.waiters()).as("the server is still writing").isEqualTo(1);
            assertThat(read + client.receiveUntilItBreaks()).isGreaterThan(LARGEST_BYTES);
        }
    }

    @Test
    void connection_ends_with_its_stream() {
        JobId id = server.processing();
        RawConnection client = server.connect().send(get(id, STREAM) + get(id));
        server.awaitWaiters(1);
        server.complete(id);
        assertThat(client.receiveStream().lastData()).contains("COMPLETED");
    }

    /** Returns a server that closes the connection of a client that reads less than 1,024 bytes in that time. */
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
        client.receiveHead().is(200);
    }

    private void assertStreamsThatEndAtOnceAreServed() {
        JobId ended = server.ended();
        String seen = "Last-Event-ID: " + server.exchange(get(ended)).header("etag");
        assertThat(stream(ended).lastData()).contains("COMPLETED");
        server.connect().send(get(ended, STREAM, seen)).receiveHead().is(204);
        server.exchange(get(Jobs.id(), STREAM)).is(404);
    }

    private static void assertLastEvents(List<RawConnection> streams, String status) {
        assertThat(streams)
                .allSatisfy(
                        client -> assertThat(client.receiveStream().lastData()).contains(status));
    }

    private EventStream stream(JobId id) {
        return server.connect().send(get(id, STREAM)).receiveStream();
    }

    private static ImageUrls largest() {
        String start = "https://cdn.example.com/";
        String url = start + "a".repeat(LARGEST_BYTES / 3 - start.length());
        return new ImageUrls(url, url, url);
    }
}
