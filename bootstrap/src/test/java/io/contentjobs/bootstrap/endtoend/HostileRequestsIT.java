package io.contentjobs.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.endtoend.HostileRequests.Hostile;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.Footprint;
import io.contentjobs.bootstrap.testing.PlainClient;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.http.testing.LogCapture;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The server with a real Redis answers or refuses every malformed request in good form, several on each connection. */
final class HostileRequestsIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** No redirection and no error of the server. */
    private static final List<Integer> ALLOWED = List.of(200, 204, 304, 400, 404, 405, 413, 414, 417, 431);

    private static final int CLIENTS = 8;
    private static final int MAX_REQUESTS = 12;

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    private final List<String> ids = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private final List<String> tagsInProgress = new ArrayList<>();
    private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answers = new AtomicInteger();
    private LogCapture log;
    private ContentJobs server;

    @BeforeEach
    void start() throws Exception {
        Job completed = Jobs.completed(Jobs.id());
        Job failed = Jobs.failed(Jobs.id());
        deployment.raw().putImageUrls(Jobs.draftOf(completed), Jobs.imageUrls());
        for (Job job : List.of(Jobs.processing(), completed, failed, completed, failed, completed, failed)) {
            deployment.raw().put(job);
            ids.add(job.id().value());
        }
        ids.add("no-such-job");
        log = deployment.add(LogCapture.begin());
        server = deployment.server("MAX_WAIT", "1s", "MAX_WAITERS", "1000", "REDIS_TIMEOUT", "1s");
        for (String id : ids) {
            var answer = new Client(server).poll(new JobId(id));
            answer.headers().firstValue("ETag").ifPresent(tags::add);
            if (answer.body().contains("PROCESSING")) {
                tagsInProgress.add(answer.headers().firstValue("ETag").orElseThrow());
            }
        }
        assertThat(tagsInProgress).hasSize(1);
    }

    @Test
    void server_answers_or_refuses_3000_hostile_requests() throws Exception {
        sendHostileRequests(new AtomicLong(20_261), 3_000);
    }

    @Test
    @Tag("full")
    void server_needs_no_more_threads_files_and_memory_after_100000_hostile_requests() throws Exception {
        AtomicLong seeds = new AtomicLong(1_000_000);
        sendHostileRequests(seeds, 20_000);
        long own = ProcessHandle.current().pid();
        Footprint before = Footprint.of(own);
        sendHostileRequests(seeds, 100_000);
        Footprint.awaitLike(before, own);
    }

    private void sendHostileRequests(AtomicLong seeds, int count) throws Exception {
        answers.set(0);
        statuses.clear();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            Callable<Void> client = () -> {
                while (answers.get() < count) {
                    sendSeveral(seeds.getAndIncrement());
                }
                return null;
            };
            for (Future<Void> task : clients.invokeAll(Collections.nCopies(CLIENTS, client))) {
                task.get();
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(statuses).contains(200, 304, 400, 404, 405, 413, 414, 431);
        assertThat(log.events())
                .as("log lines with a stack trace")
                .noneMatch(event -> event.getThrowableProxy() != null);
        Await.until("no waiting client", () -> server.waiters() == 0);
    }

    private void sendSeveral(long seed) {
        List<Hostile> requests = requests(seed);
        try (PlainClient client = new PlainClient(server.httpPort())) {
            StringBuilder all = new StringBuilder();
            requests.forEach(request -> all.append(request.text()));
            client.write(all.toString());
            client.finish();
            receive(client, requests);
        } catch (SocketException reset) {
            return; // the server closed the connection with something unread
        } catch (Exception | AssertionError failure) {
            throw new AssertionError("Seed " + seed + ": " + requests, failure);
        }
    }

    private List<Hostile> requests(long seed) {
        HostileRequests hostile = new HostileRequests(seed, ids, tags);
        List<Hostile> requests = new ArrayList<>();
        do {
            requests.add(hostile.next());
        } while (!requests.get(requests.size() - 1).isLast() && requests.size() < MAX_REQUESTS);
        return requests;
    }

    /** Receives all answers; they are fewer than the requests if the server closes the connection. */
    private void receive(PlainClient client, List<Hostile> requests) throws IOException {
        for (int number = 0; client.next() >= 0; number++) {
            assertThat(number).isLessThan(requests.size());
            boolean isHead = requests.get(number).isHead();
            PlainClient.Answer answer = client.receive(isHead);
            boolean isStream = answer.header("content-type").startsWith("text/event-stream");
            // Jetty refuses a HEAD with a body if it has not read the method yet.
            boolean hasBody = isHead ? client.next() == '{' : !isStream;
            String body = !hasBody ? "" : isHead ? client.bodyOf(answer) : answer.body();
            assertWellFormed(answer, body);
            statuses.add(answer.status());
            answers.incrementAndGet();
            if (isStream) {
                return;
            }
        }
    }

    private void assertWellFormed(PlainClient.Answer answer, String body) throws IOException {
        assertThat(answer.status()).isIn(ALLOWED);
        assertThat(answer.head().headers())
                .doesNotContainKey("server")
                .allSatisfy((name, values) -> assertThat(values).as(name).hasSize(1));
        if (answer.status() >= 400) {
            assertThat(answer.header("content-type")).isEqualTo("application/json");
            assertThat(answer.header("cache-control")).isEqualTo("no-store");
        }
        if (answer.status() >= 400 && !body.isEmpty()) {
            JsonNode json = JSON.readTree(body);
            assertThat(json.size()).isEqualTo(2);
            assertThat(json.required("message").textValue()).isNotBlank();
            assertThat(json.required("code").textValue()).isIn("HTTP_" + answer.status(), "JOB_001", "JOB_002");
        }
        assertThat(answer.head().headers().containsKey("retry-after"))
                .as("Retry-After in %s", answer)
                .isEqualTo(tagsInProgress.contains(answer.header("etag")));
    }
}
