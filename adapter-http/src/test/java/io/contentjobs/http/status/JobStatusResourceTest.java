package io.contentjobs.http.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.ErrorCode;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobNotFoundException;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.http.headers.Header;
import io.contentjobs.http.headers.RequestHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The resource without a server. */
final class JobStatusResourceTest {
    private static final String ID = "job-1";
    private static final JobReport PENDING = new JobReport.InProgress(JobStatus.PENDING);
    private static final JobReport PROCESSING = new JobReport.InProgress(JobStatus.PROCESSING);
    private static final JobReport COMPLETED = new JobReport.Completed(Jobs.imageUrls());
    private static final ResourceOptions OPTIONS =
            new ResourceOptions(Duration.ofSeconds(2), Duration.ofSeconds(10), 1, Duration.ofMillis(1), Duration.ZERO);

    private final Sink sink = new Sink();
    private final Deque<JobReport> news = new ArrayDeque<>();
    private final List<Duration> waits = new ArrayList<>();

    @Test
    void poll_is_answered_with_the_job_s_status() {
        Facts facts = resource(id -> PENDING).serve(request("GET", ID, null, Map.of()), sink);

        assertThat(facts).isEqualTo(new Facts(200, Delivery.POLL, JobStatus.PENDING, null));
        assertThat(sink.body()).startsWith("{\"status\":\"PENDING\"");
        assertThat(sink.header("Retry-After")).isEqualTo("2");
        assertThat(sink.header("Content-Length"))
                .isEqualTo(String.valueOf(sink.reply().body().length));
    }

    @Test
    void client_that_has_the_representation_is_told_304() {
        JobStatusResource resource = resource(id -> COMPLETED);
        resource.serve(request("GET", ID, null, Map.of()), sink);
        String etag = sink.header("ETag");

        Facts facts = resource.serve(request("GET", ID, null, Map.of("If-None-Match", "\"x\", W/" + etag)), sink);

        assertThat(facts).isEqualTo(new Facts(304, Delivery.POLL, null, null));
        assertThat(sink.header("ETag")).isEqualTo(etag);
        assertThat(sink.header("Retry-After")).isEmpty();
        assertThat(sink.reply().body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"no:id, MALFORMED_JOB_ID, 400", "'', MALFORMED_JOB_ID, 400", "job-2, JOB_NOT_FOUND, 404"})
    void error_is_told_with_its_code(String id, ErrorCode code, int status) {
        Facts facts = resource(unknown -> {
                    throw new JobNotFoundException(unknown);
                })
                .serve(request("GET", id, null, Map.of()), sink);

        assertThat(facts).isEqualTo(new Facts(status, Delivery.POLL, null, code));
        assertThat(sink.body()).contains(code.code());
        assertThat(sink.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void outage_has_retry_after() {
        Facts facts = resource(id -> {
                    throw new StoreUnavailableException("job:x", "timed out", null);
                })
                .serve(request("HEAD", ID, null, Map.of()), sink);

        assertThat(facts).isEqualTo(new Facts(503, Delivery.POLL, null, ErrorCode.STORE_UNAVAILABLE));
        assertThat(sink.header("Retry-After")).isEqualTo("2");
    }

    @Test
    void other_methods_are_not_allowed() {
        assertThat(resource(id -> PENDING)
                        .serve(request("PUT", ID, null, Map.of()), sink)
                        .status())
                .isEqualTo(405);
        assertThat(sink.header("Allow")).isEqualTo("GET, HEAD");
    }

    @ParameterizedTest
    @CsvSource({
        "wait=5, 1, 5, WAIT",
        "wait=99, 1, 10, WAIT",
        "wait=0, 1, 0, POLL",
        "wait=5, 0, 0, OVER_CAPACITY",
    })
    void wait_is_granted_within_the_limits(String query, int maxWaiters, String granted, Delivery delivery) {
        news.add(COMPLETED);
        JobStatusResource resource = new JobStatusResource(
                id -> COMPLETED,
                this::await,
                new ResourceOptions(Duration.ofSeconds(2), Duration.ofSeconds(10), maxWaiters));

        Facts facts = resource.serve(request("GET", ID, query, Map.of("Prefer", "wait=7")), sink);

        assertThat(facts).isEqualTo(new Facts(200, delivery, JobStatus.COMPLETED, null));
        assertThat(sink.header("Preference-Applied")).isEqualTo("wait=" + granted);
        assertThat(waits)
                .isEqualTo(delivery == Delivery.WAIT ? List.of(Duration.parse("PT" + granted + "S")) : List.of());
        assertThat(resource.waiters()).isZero();
    }

    @Test
    void waiter_is_released_when_waiting_fails() {
        JobStatusResource resource = new JobStatusResource(
                id -> PENDING,
                (id, enough, atMost) -> {
                    throw new IllegalStateException("unforeseen");
                },
                OPTIONS);

        assertThat(resource.serve(request("GET", ID, "wait=1", Map.of()), sink).status())
                .isEqualTo(500);
        assertThat(resource.waiters()).isZero();
    }

    @Test
    void stream_tells_each_change_and_ends() {
        news.addAll(List.of(PROCESSING, COMPLETED));

        Facts facts = resource(id -> PENDING).serve(stream("GET"), sink);

        assertThat(facts).isEqualTo(new Facts(200, Delivery.STREAM, JobStatus.COMPLETED, null));
        assertThat(sink.header("Content-Type")).isEqualTo("text/event-stream;charset=utf-8");
        assertThat(sink.body())
                .startsWith("retry: 2000\n\nevent: status\nid: \"")
                .contains("PENDING");
        assertThat(sink.pieces).hasSize(2);
        assertThat(sink.pieces.get(1))
                .startsWith("event: status\nid: \"")
                .contains("COMPLETED")
                .endsWith("\n\n");
    }

    @Test
    void stream_whose_client_has_gone_ends_and_is_released() {
        JobStatusResource resource = resource(id -> PENDING);
        news.addAll(List.of(PROCESSING, COMPLETED));
        sink.isBroken = true;

        assertThat(resource.serve(stream("GET"), sink))
                .isEqualTo(new Facts(200, Delivery.STREAM, JobStatus.PENDING, null));
        assertThat(resource.waiters()).isZero();
        assertThat(resource.streams()).isZero();
    }

    @Test
    void head_of_a_stream_is_told_without_its_events() {
        resource(id -> PENDING).serve(stream("HEAD"), sink);

        assertThat(sink.pieces).isEmpty();
        assertThat(sink.header("Content-Type")).startsWith("text/event-stream");
    }

    @Test
    void stream_over_capacity_is_refused_but_not_while_waiting_ends() {
        JobStatusResource full = new JobStatusResource(
                id -> PENDING, this::await, new ResourceOptions(Duration.ofSeconds(2), Duration.ofSeconds(10), 0));

        assertThat(full.serve(stream("GET"), sink)).isEqualTo(new Facts(503, Delivery.OVER_CAPACITY, null, null));
        assertThat(sink.header("Retry-After")).isEqualTo("2");

        full.endWaiting();

        assertThat(full.serve(stream("GET"), sink)).isEqualTo(new Facts(200, Delivery.STREAM, JobStatus.PENDING, null));
        assertThat(sink.pieces).isEmpty();
    }

    @Test
    void plain_poll_neither_waits_nor_streams() {
        JobStatusResource resource = resource(id -> PENDING);

        assertThat(resource.isPlainPoll(request("GET", ID, "x=y", Map.of("Accept", "*/*"))))
                .isTrue();
        assertThat(resource.isPlainPoll(request("HEAD", ID, null, Map.of()))).isTrue();
        assertThat(resource.isPlainPoll(request("POST", ID, null, Map.of()))).isFalse();
        assertThat(resource.isPlainPoll(request("GET", ID, "wait=x", Map.of()))).isFalse();
        assertThat(resource.isPlainPoll(request("GET", ID, null, Map.of("Prefer", "x"))))
                .isFalse();
        assertThat(resource.isPlainPoll(stream("GET"))).isFalse();
    }

    private JobStatusResource resource(GetJobStatus jobs) {
        AwaitJobStatus waiting = this::await;
        return new JobStatusResource(jobs, waiting, OPTIONS);
    }

    private JobReport await(JobId id, Predicate<? super JobReport> enough, Duration atMost) {
        waits.add(atMost);
        return news.isEmpty() ? PENDING : news.remove();
    }

    private static StatusRequest stream(String method) {
        return request(method, ID, null, Map.of("Accept", "text/event-stream"));
    }

    private static StatusRequest request(
            String method, String id, @Nullable String query, Map<String, String> headers) {
        RequestHeaders all = name -> headers.containsKey(name) ? List.of(headers.get(name)) : List.of();
        return new StatusRequest(method, id, query, all, Optional.empty());
    }

    private static final class Sink implements StatusSink {
        private final List<String> pieces = new ArrayList<>();
        private @Nullable StatusReply reply;
        private boolean isBroken;

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
            if (isBroken) {
                throw new IOException("The client has gone");
            }
            pieces.add(new String(bytes, StandardCharsets.UTF_8));
        }

        StatusReply reply() {
            return Objects.requireNonNull(reply);
        }

        String body() {
            return new String(reply().body(), StandardCharsets.UTF_8);
        }

        String header(String name) {
            return reply().headers().stream()
                    .filter(header -> header.name().equals(name))
                    .map(Header::value)
                    .findFirst()
                    .orElse("");
        }
    }
}
