package io.contentjobs.bootstrap.redis;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.GetJobStatusContract;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.bootstrap.testing.ClosedPort;
import io.contentjobs.bootstrap.testing.Eventually;
import io.contentjobs.bootstrap.testing.HttpJobStatus;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.redis.RedisProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole contract, served with a Redis user that may only read; Redis refuses that user nothing. */
@Tag("full")
final class ReaderUserIT extends GetJobStatusContract {
    private static final int MANY = 50;
    private static final Closer CLOSER = new Closer();

    private static RawRedis raw;
    private static ContentJobs server;
    private static GetJobStatus subject;
    private static GetJobStatus subjectOnAStoreThatIsDown;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() throws Exception {
        RedisProcess redis = CLOSER.add(RedisProcess.start());
        raw = CLOSER.add(new RawRedis(redis.port()));
        RedisUsers.make(raw.commands());
        server = serving(redis.port());
        subject = new HttpJobStatus(server.httpPort());
        subjectOnAStoreThatIsDown =
                new HttpJobStatus(serving(CLOSER.add(new ClosedPort()).port()).httpPort());
    }

    @AfterAll
    static void stop() {
        CLOSER.close();
    }

    @AfterEach
    void nothing_was_refused() {
        assertThat(Denials.in(raw.commands())).isEmpty();
    }

    @Test
    void end_of_a_job_is_told_to_all_waiting_and_streaming_clients() throws Exception {
        List<Job> jobs =
                IntStream.range(0, MANY).mapToObj(i -> Jobs.processing()).toList();
        jobs.forEach(raw::put);
        List<CompletableFuture<HttpResponse<String>>> told = jobs.stream()
                .flatMap(job ->
                        List.of(send(job.id(), "Prefer", "wait=100"), send(job.id(), "Accept", "text/event-stream"))
                                .stream())
                .toList();
        Eventually.within(Duration.ofSeconds(60), "all of them", () -> server.waiters() == 2 * MANY);

        for (Job job : jobs) {
            raw.putImageUrls(Jobs.draftOf(job), Jobs.imageUrls());
            raw.commands().hset("job:" + job.id(), "status", "COMPLETED");
        }

        for (CompletableFuture<HttpResponse<String>> each : told) {
            assertThat(each.get(60, TimeUnit.SECONDS).body()).contains("COMPLETED", "imageUrls");
        }
    }

    @Test
    void record_that_is_a_string_is_read_and_waited_for() throws Exception {
        JobId id = Jobs.id();
        raw.commands().set("job:" + id, "{\"status\":\"PROCESSING\"}");
        CompletableFuture<HttpResponse<String>> waiting = send(id, "Prefer", "wait=100");
        Eventually.within(Duration.ofSeconds(60), "the client", () -> server.waiters() == 1);

        raw.putError(id, "no GPU");
        raw.commands().set("job:" + id, "{\"status\":\"FAILED\"}");

        assertThat(waiting.get(60, TimeUnit.SECONDS).body()).contains("FAILED", "no GPU");
    }

    private CompletableFuture<HttpResponse<String>> send(JobId id, String name, String value) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:" + server.httpPort() + "/api/content/jobs/" + id + "/status"))
                        .header(name, value)
                        .build(),
                ofString());
    }

    private static ContentJobs serving(int redisPort) throws Exception {
        Map<String, String> environment =
                Map.of("HTTP_PORT", "0", "REDIS_URL", RedisUsers.url(RedisUsers.READER, redisPort), "MAX_WAIT", "2m");
        return CLOSER.add(ContentJobs.start(Settings.from(environment), Clock.systemUTC()));
    }

    @Override
    protected GetJobStatus subject() {
        return subject;
    }

    @Override
    protected StoreFixture store() {
        return raw;
    }

    @Override
    protected GetJobStatus subjectOnAStoreThatIsDown() {
        return subjectOnAStoreThatIsDown;
    }
}
