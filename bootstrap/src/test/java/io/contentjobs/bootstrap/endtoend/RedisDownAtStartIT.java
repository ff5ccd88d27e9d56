package io.contentjobs.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.bootstrap.testing.ClosedPort;
import io.contentjobs.bootstrap.testing.Eventually;
import io.contentjobs.bootstrap.testing.Figures;
import io.contentjobs.bootstrap.testing.HttpJobStatus;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.domain.Job;
import io.contentjobs.redis.RedisProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server is started, and its Redis only later. */
final class RedisDownAtStartIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Closer closer = new Closer();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Job job = Jobs.processing();

    @AfterEach
    void stop() {
        closer.close();
    }

    @Test
    void server_is_not_ready_says_so_and_recovers_by_itself() throws Exception {
        ClosedPort down = closer.add(new ClosedPort());
        ContentJobs server = closer.add(ContentJobs.start(
                Settings.from(Map.of("HTTP_PORT", "0", "REDIS_URL", "redis://127.0.0.1:" + down.port())),
                Clock.systemUTC()));
        URI status = HttpJobStatus.request(server.httpPort(), job.id().value()).uri();
        URI ready = status.resolve("/health/ready");
        List<HttpRequest> requests = List.of(
                get(status).build(),
                get(URI.create(status + "?wait=5")).build(),
                get(status).header("Accept", "text/event-stream").build());

        assertThat(send(get(status.resolve("/health/live")).build()).statusCode())
                .isEqualTo(200);
        assertThat(send(get(ready).build()).statusCode()).isEqualTo(503);
        for (HttpRequest request : requests) {
            HttpResponse<String> refusal = send(request);
            assertThat(refusal.statusCode()).isEqualTo(503);
            assertThat(refusal.body()).contains("\"JOB_005\"");
            assertThat(refusal.headers().firstValue("Retry-After")).contains("2");
        }

        down.close();
        RedisProcess redis = closer.add(RedisProcess.startOn(down.port()));
        closer.add(new RawRedis(redis.port())).put(job);
        long begin = System.nanoTime();
        Eventually.within(LIMIT, "an answer of 200", () -> send(requests.get(0)).statusCode() == 200);
        Eventually.within(LIMIT, "readiness", () -> send(get(ready).build()).statusCode() == 200);
        Figures.note("down at start, then there: all well after "
                + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
    }

    private static HttpRequest.Builder get(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(LIMIT);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }
}
