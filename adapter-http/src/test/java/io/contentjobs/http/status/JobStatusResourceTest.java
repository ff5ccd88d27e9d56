package io.contentjobs.http.status;

import static io.contentjobs.http.testing.Tokens.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.http.headers.Header;
import io.contentjobs.http.headers.RequestHeaders;
import io.contentjobs.http.testing.Servers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The resource without a server: limits of waits, and requests whose end a server does not show. */
final class JobStatusResourceTest {
    private static final JobReport PENDING = new JobReport.InProgress(JobStatus.PENDING);
    private static final JobReport COMPLETED = new JobReport.Completed(Jobs.imageUrls());

    private final Sink sink = new Sink();
    private final List<Duration> waits = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "wait=5, 1, 5, WAIT",
        "wait=99, 1, 10, WAIT",
        "wait=0, 1, 0, POLL",
        "wait=5, 0, 0, OVER_CAPACITY",
    })
    void server_grants_a_wait_within_its_limits(String query, int maxWaiters, String granted, Delivery delivery) {
        JobStatusResource resource = resource(COMPLETED, maxWaiters, (id, enough, atMost) -> {
            waits.add(atMost);
            return COMPLETED;
        });
        assertThat(resource.serve(request("GET", query, Map.of("Prefer", "wait=7")), sink))
                .isEqualTo(new Facts(200, delivery, JobStatus.COMPLETED, null));
        assertThat(sink.header("Preference-Applied")).isEqualTo("wait=" + granted);
        assertThat(waits)
                .isEqualTo(delivery == Delivery.WAIT ? List.of(Duration.parse("PT" + granted + "S")) : List.of());
        assertThat(resource.waiters()).isZero();
    }

    @Test
    void waiter_is_released_when_waiting_fails() {
        JobStatusResource resource = resource(PENDING, 1, (id, enough, atMost) -> {
            throw new IllegalStateException("unforeseen");
        });
        assertThat(resource.serve(request("GET", "wait=1", Map.of()), sink).status())
                .isEqualTo(500);
        assertThat(resource.waiters()).isZero();
    }

    @Test
    void stream_ends_and_is_released_when_its_client_has_gone() {
        JobStatusResource resource = resource(PENDING, 1, (id, enough, atMost) -> COMPLETED);
        assertThat(resource.serve(stream(), sink)).isEqualTo(new Facts(200, Delivery.STREAM, JobStatus.PENDING, null));
        assertThat(resource.waiters()).isZero();
        assertThat(resource.streams()).isZero();
    }

    @Test
    void stream_over_capacity_is_refused_until_waiting_ends() {
        JobStatusResource full = resource(PENDING, 0, Servers.NO_WAITING);
        assertThat(full.serve(stream(), sink)).isEqualTo(new Facts(503, Delivery.OVER_CAPACITY, null, null));
        full.endWaiting();
        assertThat(full.serve(stream(), sink)).isEqualTo(new Facts(200, Delivery.STREAM, JobStatus.PENDING, null));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, x=y, Accept, */*, true",
        "HEAD, , X, y, true",
        "POST, , X, y, false",
        "GET, wait=x, X, y, false",
        "GET, , Prefer, x, false",
        "GET, , Accept, text/event-stream, false"
    })
    void plain_poll_neither_waits_nor_streams(
            String method, @Nullable String query, String header, String value, boolean isPlain) {
        assertThat(resource(PENDING, 1, Servers.NO_WAITING).isPlainPoll(request(method, query, Map.of(header, value))))
                .isEqualTo(isPlain);
    }

    private static JobStatusResource resource(JobReport report, int maxWaiters, AwaitJobStatus waiting) {
        Duration interval = Duration.ofSeconds(2);
        return new JobStatusResource(
                id -> report, waiting, new ResourceOptions(interval, Duration.ofSeconds(10), maxWaiters));
    }

    private static StatusRequest stream() {
        return request("GET", null, Map.of("Accept", "text/event-stream"));
    }

    private static StatusRequest request(String method, @Nullable String query, Map<String, String> headers) {
        RequestHeaders all = name -> headers.containsKey(name) ? List.of(headers.get(name)) : List.of();
        return new StatusRequest(method, "job-1", query, all, Optional.empty());
    }

    /** The connection of a client that has gone: no event of a stream can be written after the first. */
    private static final class Sink implements StatusSink {
        private @Nullable StatusReply reply;

        @Override
        public void send(StatusReply sent) {
            reply = sent;
        }

        @Override
        public void begin(StatusReply head) {
            reply = head;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            throw new IOException("The client has gone");
        }

        String header(String name) {
            return Objects.requireNonNull(reply).headers().stream()
                    .filter(header -> header.name().equals(name))
                    .map(Header::value)
                    .collect(Collectors.joining());
        }
    }
}
