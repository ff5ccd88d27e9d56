package io.contentjobs.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.JobStatusWatcher;
import io.contentjobs.application.testing.Await;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobType;
import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.http.status.JobStatusResource;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.testing.ClosedPort;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ApplicationTest {
    private static final int WAITERS = 300;
    private static final EventDraftId DRAFT = new EventDraftId("draft-1");
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private static RedisProcess redis;

    @BeforeAll
    static void start() throws IOException {
        redis = RedisProcess.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    void service_records_the_images_and_their_generation_time() {
        var images = new ImageUrls("https://a.example/1", "https://a.example/2", "https://a.example/3");
        try (var application = RunningApplication.on(redis)) {
            JobId id = application.bean(ImageService.class).begin(DRAFT, () -> images);

            assertThat(await(application, id)).isEqualTo(new JobReport.Completed(images));
            // The recorder calls its listener after the change.
            Await.until("the generation time", () -> application
                            .bean(MeterRegistry.class)
                            .get("content.jobs.generation")
                            .tags("type", "IMAGE_GEN", "outcome", "completed")
                            .timer()
                            .count()
                    == 1);
        }
    }

    @Test
    void service_records_the_reason_of_a_failure() {
        try (var application = RunningApplication.on(redis)) {
            JobId id = application.bean(ImageService.class).begin(DRAFT, () -> {
                throw new IOException("no answer");
            });

            assertThat(await(application, id)).isEqualTo(new JobReport.Failed("이미지 생성 서버가 응답하지 않습니다"));
        }
    }

    @Test
    void health_follows_redis() throws Exception {
        try (var noRedis = new ClosedPort();
                var up = RunningApplication.on(redis);
                var down = RunningApplication.on(noRedis)) {
            assertThat(get(up.url().resolve("/actuator/health/jobs")).statusCode()).isEqualTo(200);
            assertThat(get(down.url().resolve("/actuator/health/jobs")).statusCode()).isEqualTo(503);
        }
    }

    @Test
    void waiting_requests_and_streams_occupy_no_thread() throws Exception {
        try (var application = RunningApplication.on(redis)) {
            JobId id = submit(application);
            begin(application, id, 1);
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();

            // Not all at once: Tomcat starts a thread for each request that it receives at the same time.
            for (int waiters = 0; waiters < WAITERS; waiters += 10) {
                begin(application, id, 10);
            }

            assertThat(get(statusOf(application, id)).statusCode()).isEqualTo(200);
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - threads)
                    .as("more threads")
                    .isLessThan(WAITERS / 6);
        }
    }

    @Test
    void stop_answers_waiting_requests_with_the_present_state() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> responses;
        try (var application = RunningApplication.on(redis)) {
            responses = begin(application, submit(application), 20);
        }
        for (CompletableFuture<HttpResponse<String>> response : responses) {
            assertThat(response.get().statusCode()).isEqualTo(200);
            assertThat(response.get().body()).contains("\"status\":\"PENDING\"");
        }
    }

    @Test
    void report_is_sent_when_the_job_has_ended() throws Exception {
        try (var application = RunningApplication.on(redis)) {
            JobId id = submit(application);
            var watcher = application.bean(JobStatusWatcher.class);
            CompletableFuture<HttpResponse<String>> response =
                    HTTP.sendAsync(HttpRequest.newBuilder(reportOn(application, id)).build(), BodyHandlers.ofString());
            Await.until(() -> watcher.waiting() == 1);

            application.bean(RecordJobProgress.class).fail(id, "no answer");

            assertThat(response.get().body())
                    .contains("\"status\":\"FAILED\"")
                    .contains("\"error\":\"no answer\"");
            assertThat(watcher.waiting()).isZero();
        }
    }

    @Test
    void report_on_an_unknown_job_is_answered_by_the_exception_handler() throws Exception {
        try (var application = RunningApplication.on(redis)) {
            HttpResponse<String> response = get(reportOn(application, new JobId("unknown")));

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).isEqualTo("JOB_001");
        }
    }

    private static JobReport await(RunningApplication application, JobId id) {
        return application.bean(JobStatusWatcher.class).await(id, Duration.ofSeconds(30));
    }

    private static JobId submit(RunningApplication application) {
        return application.bean(RecordJobProgress.class).submit(DRAFT, new JobType("IMAGE_GEN"));
    }

    /** Sends requests, of which every other one is a stream, and returns when all of them wait. */
    private static List<CompletableFuture<HttpResponse<String>>> begin(
            RunningApplication application, JobId id, int count) {
        var resource = application.bean(JobStatusResource.class);
        int before = resource.waiters();
        var requests = Stream.iterate(1, n -> n + 1)
                .limit(count)
                .map(n -> HttpRequest.newBuilder(statusOf(application, id))
                        .header(n % 2 == 0 ? "Accept" : "Prefer", n % 2 == 0 ? "text/event-stream" : "wait=10")
                        .build())
                .map(request -> HTTP.sendAsync(request, BodyHandlers.ofString()))
                .toList();
        Await.until(() -> resource.waiters() == before + count);
        return requests;
    }

    private static URI statusOf(RunningApplication application, JobId id) {
        return application.url().resolve("/api/content/jobs/" + id + "/status");
    }

    private static URI reportOn(RunningApplication application, JobId id) {
        return application.url().resolve("/jobs/" + id + "/report");
    }

    private static HttpResponse<String> get(URI url) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    }
}
