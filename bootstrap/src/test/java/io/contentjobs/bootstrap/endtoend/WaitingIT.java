package io.contentjobs.bootstrap.endtoend;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.bootstrap.testing.Eventually;
import io.contentjobs.bootstrap.testing.HttpJobStatus;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.bootstrap.testing.VirtualThreads;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** Clients that wait and stream, the wired whole, a real Redis, and workers that write into it. */
final class WaitingIT {
    private static final int MANY = 100;
    private static final int MAX_CLIENTS = VirtualThreads.exist() ? 1_000 : MANY;
    private static final Pattern READS = Pattern.compile("cmdstat_hgetall:calls=([0-9]+),");
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Closer closer = new Closer();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path directory;

    private RedisProcess redis;
    private ContentJobs jobs;

    @BeforeEach
    void start() throws Exception {
        redis = closer.add(RedisProcess.start(data()));
        Map<String, String> environment = Map.of(
                "HTTP_PORT",
                "0",
                "REDIS_URL",
                redis.url().toString(),
                "MAX_WAIT",
                "2m",
                "MAX_WAITERS",
                "" + MAX_CLIENTS);
        jobs = closer.add(ContentJobs.start(Settings.from(environment), Clock.systemUTC()));
    }

    @AfterEach
    void stop() {
        closer.close();
    }

    @Test
    void records_of_a_worker_reach_waiting_and_streaming_clients() throws Exception {
        RedisStore store = closer.add(RedisStore.connect(redis.url(), Duration.ofSeconds(5)));
        var progress = new JobProgressRecorder(
                store.reader(),
                store.writer(Duration.ofHours(1), Duration.ofHours(1)),
                Clock.systemUTC(),
                (t, o, d) -> {});
        JobId id = progress.submit(Jobs.draft(), Jobs.TYPE);
        var waiting = send(id, "Prefer", "wait=100");
        var streaming = send(id, "Accept", "text/event-stream");
        awaitWaiters(2);

        progress.start(id);
        progress.complete(id, Jobs.imageUrls());

        assertThat(waiting.get(60, TimeUnit.SECONDS).body()).contains("COMPLETED");
        assertThat(streaming.get(60, TimeUnit.SECONDS).body())
                .contains("PENDING")
                .contains("COMPLETED");
        awaitWaiters(0);
    }

    @Test
    void client_that_waits_while_redis_restarts_is_told_the_end_and_nothing_before() throws Exception {
        waitThroughRestart(MANY);
    }

    @Test
    @Tag("full")
    void all_waiting_clients_outlast_a_restart_of_redis() throws Exception {
        waitThroughRestart(MAX_CLIENTS);
    }

    private void waitThroughRestart(int count) throws Exception {
        List<Job> all =
                IntStream.range(0, count).mapToObj(i -> Jobs.processing()).toList();
        try (RawRedis before = new RawRedis(redis.port())) {
            all.forEach(before::put);
            before.commands().executeCommand(new CommandArguments(Command.SAVE));
        }
        var waiting =
                all.stream().map(job -> send(job.id(), "Prefer", "wait=100")).toList();
        awaitWaiters(count);
        awaitFirstReads(count);

        redis.close();
        Eventually.within(TIMEOUT, "an outage", () -> polled(all.get(0)) == 503);
        closer.add(RedisProcess.startOn(redis.port(), data()));
        Eventually.within(TIMEOUT, "its end", () -> polled(all.get(0)) == 200);

        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        try (RawRedis after = new RawRedis(redis.port())) {
            for (Job job : all) {
                after.putError(job.id(), "error of " + job.id());
                after.put(Jobs.failed(job.id()));
            }
        }
        for (int i = 0; i < count; i++) {
            HttpResponse<String> answer = waiting.get(i).get(60, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("FAILED", "error of " + all.get(i).id());
        }
        awaitWaiters(0);
    }

    @Test
    void all_waiting_clients_are_answered_when_it_is_closed() throws Exception {
        JobId id = Jobs.id();
        closer.add(new RawRedis(redis.port())).put(Jobs.processing(id));
        var answers = IntStream.range(0, MANY)
                .mapToObj(i -> i % 2 == 0 ? send(id, "Prefer", "wait=100") : send(id, "Accept", "text/event-stream"))
                .toList();
        awaitWaiters(MANY);

        jobs.close();

        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get(60, TimeUnit.SECONDS).body()).contains("PROCESSING");
        }
    }

    /** Each has been told once how its job is: an outage from now on is one to wait through. */
    private void awaitFirstReads(int count) throws Exception {
        try (RawRedis raw = new RawRedis(redis.port())) {
            Eventually.within(TIMEOUT, "first reads", () -> reads(raw) >= count);
            // Only after all replies before it.
            assertThat(raw.commands().ping()).isEqualTo("PONG");
        }
    }

    private static long reads(RawRedis redis) {
        Matcher reads = READS.matcher(redis.commands().info("commandstats"));
        return reads.find() ? Long.parseLong(reads.group(1)) : 0;
    }

    private void awaitWaiters(int count) throws Exception {
        Eventually.within(TIMEOUT, count + " waiting clients", () -> jobs.waiters() == count);
    }

    private CompletableFuture<HttpResponse<String>> send(JobId id, String field, String value) {
        URI uri = URI.create("http://127.0.0.1:" + jobs.httpPort() + "/api/content/jobs/" + id + "/status");
        return client.sendAsync(HttpRequest.newBuilder(uri).header(field, value).build(), ofString());
    }

    private int polled(Job job) throws Exception {
        return client.send(HttpJobStatus.request(jobs.httpPort(), job.id().value()), ofString())
                .statusCode();
    }

    /** So that no data is lost when it is killed, and a 404 would be a lie. */
    private String[] data() {
        return new String[] {"--dir", directory.toString(), "--dbfilename", "dump.rdb"};
    }
}
