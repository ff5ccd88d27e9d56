package io.contentjobs.http.status;

import static io.contentjobs.http.testing.Tokens.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.http.headers.RequestHeaders;
import io.contentjobs.http.testing.Servers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The resource without a server: states that a client cannot see. */
final class JobStatusResourceTest {
    @Test
    void stream_over_capacity_is_refused_until_waiting_ends() {
        JobStatusResource full = resource(0, Servers.NO_WAITING);
        assertThat(serve(full, stream())).isEqualTo(new Facts(503, Delivery.OVER_CAPACITY, null, null));
        full.endWaiting();
        assertThat(serve(full, stream())).isEqualTo(new Facts(200, Delivery.STREAM, JobStatus.PENDING, null));
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
        assertThat(resource(1, Servers.NO_WAITING).isPlainPoll(request(method, query, Map.of(header, value))))
                .isEqualTo(isPlain);
    }

    private static JobStatusResource resource(int maxWaiters, AwaitJobStatus waiting) {
        var options = new ResourceOptions(Servers.POLL_INTERVAL, Servers.MAX_WAIT, maxWaiters);
        return new JobStatusResource(id -> new JobReport.InProgress(JobStatus.PENDING), waiting, options);
    }

    private static StatusRequest stream() {
        return request("GET", null, Map.of("Accept", "text/event-stream"));
    }

    private static StatusRequest request(String method, @Nullable String query, Map<String, String> headers) {
        RequestHeaders all = name -> headers.containsKey(name) ? List.of(headers.get(name)) : List.of();
        return new StatusRequest(method, "job-1", query, all, Optional.empty());
    }

    private static Facts serve(JobStatusResource resource, StatusRequest request) {
        return resource.serve(request, new RecordingSink(), Runnable::run).join();
    }
}
