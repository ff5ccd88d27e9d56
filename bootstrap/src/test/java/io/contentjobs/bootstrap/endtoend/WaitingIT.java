package io.contentjobs.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisStore;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** Clients that wait and stream on a whole server, a real Redis, and workers that write into it. */
final class WaitingIT {
    private static final int MANY = 100;
    private static final int MAX_CLIENTS = 1_000;

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    private RedisProcess redis;
    private ContentJobs server;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        redis = deployment.redis(deployment.persistent());
        server = deployment.server("MAX_WAIT", "2m", "MAX_WAITERS", "" + MAX_CLIENTS, "REDIS_TIMEOUT", "1s");
        client = new Client(server);
    }

    @Test
    void waiting_and_streaming_clients_receive_what_a_worker_records() throws Exception {
        RedisStore store = deployment.add(RedisStore.connect(redis.url(), Duration.ofSeconds(5)));
        var progress = new JobProgressRecorder(store.reader(), store.writer(Duration.ofHours(1), Duration.ofHours(1)));
        JobId id = progress.submit(Jobs.draft(), Jobs.TYPE);
        var waiting = client.sendAsync(id, "Prefer", "wait=100");
        var streaming = client.sendAsync(id, "Accept", "text/event-stream");
        awaitWaiters(2);

        progress.start(id);
        progress.complete(id, Jobs.imageUrls());

        assertThat(bodyOf(waiting)).contains("COMPLETED");
        assertThat(bodyOf(streaming)).contains("PENDING").contains("COMPLETED");
        awaitWaiters(0);
    }

    @Test
    void waiting_client_receives_the_end_and_no_error_after_a_restart_of_redis() throws Exception {
        waitThroughRestart(MANY);
    }

    @Test
    @Tag("full")
    void as_many_clients_as_are_allowed_wait_through_a_restart_of_redis() throws Exception {
        waitThroughRestart(MAX_CLIENTS);
    }

    private void waitThroughRestart(int count) throws Exception {
        List<Job> all = Stream.generate(Jobs::processing).limit(count).toList();
        RawRedis before = deployment.raw();
        all.forEach(before::put);
        before.commands().executeCommand(new CommandArguments(Command.SAVE));
        var waiting = all.stream()
                .map(job -> client.sendAsync(job.id(), "Prefer", "wait=100"))
                .toList();
        awaitWaiters(count);
        // Once each job was read, its client waits through an outage.
        Await.until("the first reads", () -> before.calls("hgetall") >= count);
        assertThat(before.commands().ping()).as("after all replies before it").isEqualTo("PONG");

        redis.close();
        Await.until("an outage", () -> status(all.get(0)) == 503);
        deployment.add(RedisProcess.startOn(redis.port(), deployment.persistent()));
        Await.until("its end", () -> status(all.get(0)) == 200);

        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        RawRedis after = deployment.add(new RawRedis(redis.port()));
        for (Job job : all) {
            after.putError(job.id(), "error of " + job.id());
            after.put(Jobs.failed(job.id()));
        }
        for (int i = 0; i < count; i++) {
            assertThat(bodyOf(waiting.get(i)))
                    .contains("FAILED", "error of " + all.get(i).id());
        }
        awaitWaiters(0);
    }

    private void awaitWaiters(int count) {
        Await.until(count + " waiting clients", () -> server.waiters() == count);
    }

    private int status(Job job) throws Exception {
        return client.poll(job.id()).statusCode();
    }

    private static String bodyOf(CompletableFuture<HttpResponse<String>> answer) throws Exception {
        HttpResponse<String> response = answer.get(60, TimeUnit.SECONDS);
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }
}
