package io.contentjobs.bootstrap.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.OverdueRule;
import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobEndListener;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobType;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.testing.ClosedPort;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The classes of docs/embedding.md, compiled and run. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EmbeddingDocIT {
    private static final Path PAGE = Path.of("..", "docs", "embedding.md");
    private static final String CDN = "https://cdn.example.com/";
    private static final Pattern COORDINATES = Pattern.compile(
            "<groupId>io\\.contentjobs</groupId>\\s*<artifactId>([\\w-]+)</artifactId>\\s*<version>([^<]+)</version>");

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    private RedisProcess redis;
    private RawRedis raw;
    private Map<String, String> sources = Map.of();
    private CompiledClasses classes;

    @BeforeAll
    void start() throws Exception {
        sources = CodeBlocks.in(PAGE);
        classes = CompiledClasses.compile(sources, deployment.directory());
        redis = deployment.redis();
        raw = deployment.raw();
    }

    @Test
    void page_shows_each_class_of_an_embedder() {
        assertThat(sources)
                .containsOnlyKeys(
                        CodeBlocks.STATEMENTS,
                        "Worker",
                        "GenerationTimes",
                        "GenerationMetrics",
                        "Reader",
                        "OurJobReaderTest");
    }

    @Test
    void generation_metric_of_the_page_fits_the_alerts() throws Exception {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var listener = (JobEndListener) classes.create("GenerationMetrics", MeterRegistry.class, registry);

        listener.jobEnded(new JobType("IMAGE_GEN"), JobStatus.COMPLETED, Duration.ofSeconds(30));

        String labels = "{outcome=\"completed\",type=\"IMAGE_GEN\",le=";
        assertThat(registry.scrape().lines())
                .contains(
                        "content_jobs_generation_seconds_bucket" + labels + "\"20.0\"} 0",
                        "content_jobs_generation_seconds_bucket" + labels + "\"40.0\"} 1");
    }

    @Test
    void dependencies_of_the_page_have_the_current_version() throws Exception {
        String version = COORDINATES
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(2);

        assertThat(COORDINATES.matcher(Files.readString(PAGE)).results().map(found -> found.group(1) + found.group(2)))
                .containsExactly("job-application" + version, "adapter-redis" + version, "job-application" + version);
        assertThat(Path.of("..", "job-application")).isDirectory();
        assertThat(Path.of("..", "adapter-redis")).isDirectory();
    }

    @Test
    void worker_completes_a_job_and_the_reader_prints_its_images() throws Exception {
        String draft = Jobs.draft().value();

        List<String> printed = work(draft, CDN).printed();

        String id = printed.get(0).substring("job ".length());
        assertThat(printed).hasSize(4);
        assertThat(printed.subList(0, 2)).containsExactly("job " + id, "APPLIED: PROCESSING");
        assertThat(printed.get(2)).matches("IMAGE_GEN COMPLETED after \\d+ ms");
        assertThat(printed.get(3)).isEqualTo("APPLIED: COMPLETED");
        assertThat(raw.commands().hgetAll("job:" + id))
                .containsEntry("status", "COMPLETED")
                .containsEntry("eventDraftId", draft)
                .containsEntry("type", "IMAGE_GEN")
                .containsOnlyKeys("status", "eventDraftId", "type", "createdAt");
        assertThat(raw.commands().hgetAll("content:image:" + draft))
                .isEqualTo(Map.of(
                        "simple", CDN + draft + "/1.png",
                        "fancy", CDN + draft + "/2.png",
                        "trendy", CDN + draft + "/3.png"));
        assertThat(raw.commands().ttl("job:" + id)).isBetween(3_000L, 3_600L);
        assertThat(raw.commands().ttl("content:image:" + draft)).isBetween(604_000L, 604_800L);
        assertThat(read(id)).containsExactly("images " + CDN + draft + "/1.png");
    }

    @Test
    void worker_without_images_fails_the_job_with_a_reason() throws Exception {
        List<String> printed = work(Jobs.draft().value(), "no-url:").printed();

        String id = printed.get(0).substring("job ".length());
        assertThat(printed).hasSize(4).endsWith("APPLIED: FAILED");
        assertThat(printed.get(2)).startsWith("IMAGE_GEN FAILED after ");
        assertThat(raw.commands().get("job:" + id + ":error")).isEqualTo("이미지 생성 서버가 응답하지 않습니다");
        assertThat(read(id)).containsExactly("failed: 이미지 생성 서버가 응답하지 않습니다");
    }

    @Test
    void worker_repeats_a_write_that_redis_refuses() throws Exception {
        try (RedisProcess full = RedisProcess.start("--maxmemory", "1");
                RawRedis commands = new RawRedis(full.port());
                ServerProcess worker = classes.start(
                        "Worker", full.url().toString(), Jobs.draft().value(), CDN)) {
            Await.until(
                    "a repetition",
                    () -> commands.commands().info("errorstats").matches("(?s).*OOM:count=([2-9]|\\d\\d).*"));
            commands.commands().configSet("maxmemory", "0");

            assertThat(worker.printed()).hasSize(4).endsWith("APPLIED: COMPLETED");
        }
    }

    @Test
    void worker_resumes_a_redelivered_job_and_drops_a_job_that_ended_or_expired() throws Exception {
        Job started = put(Jobs.processing());
        Job ended = put(Jobs.failed());
        String unknown = Jobs.id().value();

        assertThat(work("draft", CDN, started.id().value()).printed())
                .startsWith("job " + started.id(), "REPEATED: PROCESSING")
                .endsWith("APPLIED: COMPLETED");
        assertThat(work("draft", CDN, ended.id().value()).printed())
                .containsExactly("job " + ended.id(), "REFUSED: FAILED");
        assertThat(work("draft", CDN, unknown).printed()).containsExactly("job " + unknown, "NOT_FOUND");
        assertThat(raw.commands().exists("content:image:" + Jobs.draftOf(ended)))
                .isFalse();
    }

    @Test
    void reader_prints_each_outcome() throws Exception {
        Job completed = put(Jobs.completed());
        ImageUrls images = Jobs.imageUrls();
        raw.putImageUrls(Jobs.draftOf(completed), images);
        Job old = Jobs.processing();
        Job overdue = put(new Job(
                old.id(),
                old.status(),
                old.eventDraftId(),
                old.type(),
                Instant.now().minus(Duration.ofMinutes(6))));
        JobId unreadable = Jobs.id();
        raw.putUnreadable(unreadable);

        assertThat(read(
                        put(Jobs.pending()).id().value(),
                        completed.id().value(),
                        put(Jobs.failed()).id().value(),
                        overdue.id().value(),
                        "job:1",
                        Jobs.id().value(),
                        put(Jobs.completed()).id().value(),
                        unreadable.value()))
                .containsExactly(
                        "PENDING, ask again in 2 s",
                        "images " + images.simple(),
                        "failed: 이미지 생성 실패",
                        "failed: " + OverdueRule.ERROR,
                        "malformed",
                        "no such job, or it has expired",
                        "completed, but its images have expired",
                        "unreadable");
    }

    @Test
    void reader_prints_unknown_without_a_redis() throws Exception {
        try (ClosedPort down = new ClosedPort();
                ServerProcess reader = classes.start("Reader", "redis://127.0.0.1:" + down.port(), "any")) {
            assertThat(reader.printed())
                    .containsExactly("connected: unknown now, ask again", "borrowing: unknown now, ask again");
        }
    }

    @Test
    void test_of_an_adapter_runs_the_contract() throws Exception {
        TestExecutionSummary summary = ContractRun.of(classes, "OurJobReaderTest");

        assertThat(summary.getTestsSucceededCount()).isGreaterThan(10);
        assertThat(summary.getTestsFoundCount()).isEqualTo(summary.getTestsSucceededCount());
        assertThat(summary.getTotalFailureCount()).isZero();
    }

    private Job put(Job job) {
        raw.put(job);
        return job;
    }

    private ServerProcess work(String draft, String images, String... job) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(redis.url().toString(), draft, images));
        arguments.addAll(List.of(job));
        return classes.start("Worker", arguments.toArray(String[]::new));
    }

    /** Returns what the reader prints for each job; it must print the same for both of its stores. */
    private List<String> read(String... ids) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(redis.url().toString()));
        arguments.addAll(List.of(ids));
        List<String> printed =
                classes.start("Reader", arguments.toArray(String[]::new)).printed();
        List<String> connected = told(printed, "connected: ");
        assertThat(told(printed, "borrowing: ")).isEqualTo(connected);
        assertThat(printed).hasSize(2 * connected.size());
        return connected;
    }

    private static List<String> told(List<String> printed, String by) {
        return printed.stream()
                .filter(line -> line.startsWith(by))
                .map(line -> line.substring(by.length()))
                .toList();
    }
}
