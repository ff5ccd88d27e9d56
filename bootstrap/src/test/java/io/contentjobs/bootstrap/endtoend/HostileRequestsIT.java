package io.contentjobs.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.endtoend.HostileClient.Response;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.bootstrap.testing.Eventually;
import io.contentjobs.bootstrap.testing.Figures;
import io.contentjobs.bootstrap.testing.Footprint;
import io.contentjobs.bootstrap.testing.HttpJobStatus;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.domain.Job;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.redis.RedisProcess;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The whole server on a real Redis, and clients that send what nobody should, several requests at a time: it is refused,
 * or answered as if nothing were amiss, and leaves nothing behind.
 */
final class HostileRequestsIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** No redirection, since nothing has moved, and nothing that is the server's fault. */
    private static final List<Integer> RIGHT = List.of(200, 204, 304, 400, 404, 405, 413, 414, 417, 431);

    private static final int CLIENTS = 8;
    private static final int AT_ONCE = 12;

    private final Closer closer = new Closer();
    private final List<String> ids = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private final List<String> tagsInProgress = new ArrayList<>();
    private final Map<Integer, LongAdder> answers = new ConcurrentSkipListMap<>();
    private final AtomicInteger answered = new AtomicInteger();
    private LogCapture log;
    private ContentJobs server;

    @BeforeEach
    void start() throws Exception {
        RedisProcess redis = closer.add(RedisProcess.start());
        RawRedis raw = closer.add(new RawRedis(redis.port()));
        Job completed = Jobs.completed(Jobs.id());
        Job failed = Jobs.failed(Jobs.id());
        raw.putImageUrls(Jobs.draftOf(completed), Jobs.imageUrls());
        for (Job job : List.of(Jobs.processing(), completed, failed, completed, failed, completed, failed)) {
            raw.put(job);
            ids.add(job.id().value());
        }
        ids.add("no-such-job");
        log = closer.add(LogCapture.begin());
        server = closer.add(ContentJobs.start(
                Settings.from(Map.of(
                        "HTTP_PORT", "0",
                        "REDIS_URL", redis.url().toString(),
                        "MAX_WAIT", "1s",
                        "MAX_WAITERS", "1000")),
                Clock.systemUTC()));
        learnTags();
    }

    @AfterEach
    void stop() {
        closer.close();
    }

    @Test
    void three_thousand_are_withstood() throws Exception {
        throwAtIt(new AtomicLong(20_261), 3_000);
    }

    @Test
    @Tag("full")
    void hundred_thousand_are_withstood_and_leave_nothing_behind() throws Exception {
        AtomicLong seeds = new AtomicLong(1_000_000);
        throwAtIt(seeds, 20_000);
        long own = ProcessHandle.current().pid();
        Footprint before = Footprint.of(own);
        answers.clear();
        long begin = System.nanoTime();
        throwAtIt(seeds, 100_000);
        Duration duration = Duration.ofNanos(System.nanoTime() - begin);
        Footprint[] after = {before};
        Eventually.within(Duration.ofSeconds(60), "a server as small as " + before, () -> {
            after[0] = Footprint.of(own);
            return after[0].isLikely(before);
        });
        Figures.note("hostile requests: " + answers + " in " + duration + "; " + before + " then " + after[0]);
    }

    private void throwAtIt(AtomicLong seeds, int count) throws Exception {
        answered.set(0);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                tasks.add(() -> {
                    while (answered.get() < count) {
                        sendSeveral(seeds.getAndIncrement());
                    }
                    return null;
                });
            }
            for (Future<Void> task : clients.invokeAll(tasks)) {
                task.get();
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(answers).containsKeys(200, 304, 400, 404, 405, 413, 414, 431);
        assertThat(log.events())
                .as("log lines with a stack trace")
                .noneMatch(event -> event.getThrowableProxy() != null);
        Eventually.within(Duration.ofSeconds(60), "nobody who waits", () -> server.waiters() == 0);
    }

    private void sendSeveral(long seed) {
        List<HostileRequest> requests = requests(seed);
        try {
            List<Response> responses = HostileClient.send(server.httpPort(), requests);
            assertThat(responses).hasSizeLessThanOrEqualTo(requests.size());
            for (Response response : responses) {
                assertWellFormed(response);
                answers.computeIfAbsent(response.status(), status -> new LongAdder())
                        .increment();
            }
            answered.addAndGet(responses.size());
        } catch (Exception | AssertionError failure) {
            throw new AssertionError("Seed " + seed + ": " + requests, failure);
        }
    }

    private List<HostileRequest> requests(long seed) {
        HostileRequests hostile = new HostileRequests(seed, ids, tags);
        List<HostileRequest> requests = new ArrayList<>();
        boolean more = true;
        while (more) {
            HostileRequest request = hostile.next();
            requests.add(request);
            more = !request.isLast() && requests.size() < AT_ONCE;
        }
        return requests;
    }

    private void assertWellFormed(Response response) throws Exception {
        assertThat(response.status()).isIn(RIGHT);
        assertThat(response.fields()).doesNotContainKey("server");
        boolean isError = response.status() >= 400;
        if (isError) {
            assertThat(response.field("content-type")).isEqualTo("application/json");
            assertThat(response.field("cache-control")).isEqualTo("no-store");
        }
        if (isError && !response.body().isEmpty()) {
            JsonNode json = JSON.readTree(response.body());
            assertThat(json.size()).isEqualTo(2);
            assertThat(json.required("message").textValue()).isNotBlank();
            assertThat(json.required("code").textValue()).isIn("HTTP_" + response.status(), "JOB_001", "JOB_002");
        }
        boolean inProgress = tagsInProgress.contains(response.field("etag"));
        assertThat(response.fields().containsKey("retry-after"))
                .as("Retry-After in %s", response)
                .isEqualTo(inProgress);
    }

    private void learnTags() throws Exception {
        for (String id : ids) {
            var answer = HttpClient.newHttpClient()
                    .send(HttpJobStatus.request(server.httpPort(), id), BodyHandlers.ofString());
            answer.headers().firstValue("ETag").ifPresent(tags::add);
            if (answer.body().contains("PROCESSING")) {
                tagsInProgress.add(answer.headers().firstValue("ETag").orElseThrow());
            }
        }
        assertThat(tagsInProgress).hasSize(1);
    }
}
