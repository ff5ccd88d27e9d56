package io.contentjobs.bootstrap.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.GetJobStatusContract;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of the domain over HTTP and a real Redis, whose user may only read. Redis refuses that user nothing. */
final class ReaderUserIT extends GetJobStatusContract {
    private static final int MANY = 50;

    @RegisterExtension
    private static final Deployment DEPLOYMENT = new Deployment();

    private static RawRedis raw;
    private static ContentJobs server;
    private static Client client;
    private static Client clientOnAStoreThatIsDown;

    @BeforeAll
    static void start() throws Exception {
        raw = DEPLOYMENT.raw();
        RedisUsers.make(raw.commands());
        String url = RedisUsers.url(RedisUsers.READER, DEPLOYMENT.redis().port());
        server = DEPLOYMENT.server("REDIS_URL", url, "MAX_WAIT", "2m");
        client = new Client(server);
        clientOnAStoreThatIsDown = new Client(DEPLOYMENT.server("REDIS_URL", DEPLOYMENT.urlOfNoRedis()));
    }

    @AfterEach
    void redis_has_refused_nothing() {
        assertThat(Denials.in(raw.commands())).isEmpty();
    }

    @Test
    void all_waiting_and_streaming_clients_receive_the_end_of_their_jobs() throws Exception {
        List<Job> jobs = Stream.generate(Jobs::processing).limit(MANY).toList();
        jobs.forEach(raw::put);
        List<CompletableFuture<HttpResponse<String>>> answers = jobs.stream()
                .flatMap(job -> Stream.of(
                        client.sendAsync(job.id(), "Prefer", "wait=100"),
                        client.sendAsync(job.id(), "Accept", "text/event-stream")))
                .toList();
        Await.until("all clients", () -> server.waiters() == 2 * MANY);

        jobs.forEach(raw::complete);

        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get(60, TimeUnit.SECONDS).body()).contains("COMPLETED", "imageUrls");
        }
    }

    @Test
    void client_waits_for_a_job_whose_record_is_a_string() throws Exception {
        JobId id = Jobs.id();
        raw.commands().set("job:" + id, "{\"status\":\"PROCESSING\"}");
        CompletableFuture<HttpResponse<String>> waiting = client.sendAsync(id, "Prefer", "wait=100");
        Await.until("the client", () -> server.waiters() == 1);

        raw.putError(id, "no GPU");
        raw.commands().set("job:" + id, "{\"status\":\"FAILED\"}");

        assertThat(waiting.get(60, TimeUnit.SECONDS).body()).contains("FAILED", "no GPU");
    }

    @Override
    protected GetJobStatus subject() {
        return client;
    }

    @Override
    protected StoreFixture store() {
        return raw;
    }

    @Override
    protected GetJobStatus subjectOnAStoreThatIsDown() {
        return clientOnAStoreThatIsDown;
    }
}
