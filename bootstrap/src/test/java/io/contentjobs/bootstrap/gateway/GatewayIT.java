package io.contentjobs.bootstrap.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.bootstrap.testing.Eventually;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.redis.RedisProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waiting and streaming through the gateway, and its limits: docs/gateway/nginx.conf in the nginx of the system. */
@Tag("full")
final class GatewayIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** The tests of other things ask oftener than one client would. */
    private static final Map<String, String> UNLIMITED = Map.of("rate=50r/s", "rate=100000r/s");

    private final Closer closer = new Closer();

    @TempDir
    private Path directory;

    private RawRedis raw;
    private ContentJobs one;
    private ContentJobs other;

    @BeforeEach
    void start() throws Exception {
        RedisProcess redis = closer.add(RedisProcess.start());
        raw = closer.add(new RawRedis(redis.port()));
        Map<String, String> environment = Map.of(
                "HTTP_PORT", "0",
                "REDIS_URL", redis.url().toString(),
                "REDIS_TIMEOUT", "30s",
                "MAX_WAITERS", "1000",
                "MAX_WAIT", "25s");
        one = closer.add(ContentJobs.start(Settings.from(environment), Clock.systemUTC()));
        other = closer.add(ContentJobs.start(Settings.from(environment), Clock.systemUTC()));
    }

    @AfterEach
    void stop() {
        closer.close();
    }

    @Test
    void wait_is_held_to_the_end_of_its_time() throws Exception {
        Job job = put(Jobs.processing());
        long start = System.nanoTime();

        PlainClient.Answer answer = client(gateway(Map.of())).get(path(job.id()), "Prefer: wait=10");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("preference-applied")).isEqualTo("wait=10");
        assertThat(answer.body()).contains("PROCESSING");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(9));
    }

    @Test
    void wait_of_a_client_that_has_gone_ends_with_its_time() throws Exception {
        Job job = put(Jobs.processing());
        Gateway gateway = gateway(Map.of());
        PlainClient client = client(gateway);
        client.sendOnly(path(job.id()), "Prefer: wait=25");
        Eventually.within(TIMEOUT, "one waiting client", () -> waiters() == 1);

        client.close();

        Eventually.within(TIMEOUT, "no waiting client", () -> waiters() == 0);
    }

    @Test
    void events_come_one_by_one_as_they_happen_and_the_stream_ends_with_the_last() throws Exception {
        Job job = put(Jobs.pending());
        PlainClient.Answer answer = client(gateway(Map.of())).get(path(job.id()), "Accept: text/event-stream");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("content-type")).startsWith("text/event-stream");
        BufferedReader lines = answer.lines();

        assertThat(nextData(lines)).contains("PENDING");
        raw.commands().hset("job:" + job.id(), "status", "PROCESSING");
        assertThat(nextData(lines)).contains("PROCESSING");
        raw.putImageUrls(Jobs.draftOf(job), Jobs.imageUrls());
        raw.commands().hset("job:" + job.id(), "status", "COMPLETED");
        assertThat(nextData(lines)).contains("COMPLETED");
        assertThat(lines.lines()).allMatch(String::isEmpty);
    }

    @Test
    void stream_in_which_nothing_happens_is_kept_by_signs_of_life() throws Exception {
        Job job = put(Jobs.processing());
        // Less than the 15 s between two of them would cut it.
        Gateway gateway = gateway(Map.of("proxy_read_timeout 30s;", "proxy_read_timeout 20s;"));
        BufferedReader lines =
                client(gateway).get(path(job.id()), "Accept: text/event-stream").lines();
        nextData(lines);

        for (int signs = 0; signs < 2; ) {
            String line = lines.readLine();
            assertThat(line).isNotNull();
            signs += line.startsWith(":") ? 1 : 0;
        }
    }

    @Test
    void client_that_asks_too_often_is_told_429_and_no_other_is() throws Exception {
        Gateway gateway = gateway(Map.of());
        Job job = put(Jobs.processing());
        PlainClient greedy = client(gateway);
        PlainClient modest = closer.add(new PlainClient("127.0.0.2", gateway.port()));
        int served = 0;
        PlainClient.Answer answer = greedy.get(path(job.id()));
        for (; answer.status() == 200; answer = greedy.get(path(job.id()))) {
            answer.body();
            served++;
            assertThat(served).isLessThan(100_000);
        }

        assertThat(served).isGreaterThanOrEqualTo(100);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.field("content-type")).isEqualTo("application/json");
        assertThat(answer.field("retry-after")).isEqualTo("2");
        assertThat(answer.field("cache-control")).isEqualTo("no-store");
        assertThat(answer.body()).isEqualTo("{\"code\":\"HTTP_429\",\"message\":\"요청이 너무 많습니다\"}");
        assertThat(modest.get(path(job.id())).status()).isEqualTo(200);
    }

    @Test
    void client_that_holds_too_many_requests_is_told_429_and_no_other_is() throws Exception {
        Gateway gateway = gateway(UNLIMITED);
        Job job = put(Jobs.processing());
        for (int i = 0; i < 200; i++) {
            assertThat(client(gateway)
                            .get(path(job.id()), "Accept: text/event-stream")
                            .status())
                    .isEqualTo(200);
        }

        assertThat(client(gateway).get(path(job.id())).status()).isEqualTo(429);
        assertThat(closer.add(new PlainClient("127.0.0.2", gateway.port()))
                        .get(path(job.id()))
                        .status())
                .isEqualTo(200);
    }

    private Gateway gateway(Map<String, String> changes) throws Exception {
        return closer.add(Gateway.before(one.httpPort(), other.httpPort(), directory, changes));
    }

    private PlainClient client(Gateway gateway) throws IOException {
        return closer.add(new PlainClient(gateway.port()));
    }

    private Job put(Job job) {
        raw.put(job);
        return job;
    }

    private int waiters() {
        return one.waiters() + other.waiters();
    }

    private static String path(JobId id) {
        return "/api/content/jobs/" + id + "/status";
    }

    private static String nextData(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith("data:")) {
            line = lines.readLine();
        }
        assertThat(line).as("another event").isNotNull();
        return line;
    }
}
