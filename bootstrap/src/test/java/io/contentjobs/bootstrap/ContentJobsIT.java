package io.contentjobs.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.bootstrap.testing.HttpJobStatus;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.redis.RedisProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.ScanParams;

/** That each setting gets to where it works. */
final class ContentJobsIT {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Closer SHARED = new Closer();

    private static RedisProcess redis;
    private static RawRedis raw;

    private final Closer closer = new Closer();

    @BeforeAll
    static void startRedis() throws Exception {
        redis = SHARED.add(RedisProcess.start());
        raw = SHARED.add(new RawRedis(redis.port()));
    }

    @AfterAll
    static void stopRedis() {
        SHARED.close();
    }

    @AfterEach
    void stop() {
        closer.close();
    }

    @Test
    void poll_interval_is_told_as_retry_after() throws Exception {
        Job job = Jobs.pending();
        raw.put(job);
        ContentJobs jobs = start(Map.of("REDIS_URL", redis.url().toString(), "POLL_INTERVAL", "7s"));

        var answer = HttpClient.newHttpClient()
                .send(HttpJobStatus.request(jobs.httpPort(), job.id().value()), BodyHandlers.discarding());

        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
    }

    @ParameterizedTest
    @CsvSource({"off, 3600, false", "60s, 60, false", "60s, 61, true"})
    void overdue_job_is_told_as_failed_if_that_is_wanted(String after, long age, boolean overdue) throws Exception {
        JobId id = Jobs.id();
        raw.put(new Job(id, JobStatus.PROCESSING, Jobs.draft(), Jobs.TYPE, NOW.minusSeconds(age)));
        ContentJobs jobs = start(Map.of("REDIS_URL", redis.url().toString(), "JOB_OVERDUE_AFTER", after));

        assertThat(new HttpJobStatus(jobs.httpPort()).getJobStatus(id))
                .isEqualTo(
                        overdue
                                ? new JobReport.Failed("이미지 생성 시간이 초과되었습니다")
                                : new JobReport.InProgress(JobStatus.PROCESSING));
    }

    @Test
    void samples_live_as_long_as_jobs_and_images_do() throws Exception {
        ContentJobs jobs = start(Map.of("JOB_TTL", "2h", "IMAGE_TTL", "3d"));
        RedisClient own =
                closer.add(new RawRedis(jobs.ownRedis().orElseThrow())).commands();

        Map<String, Long> hours = new HashMap<>();
        for (String key : own.scan("0", new ScanParams().count(1_000)).getResult()) {
            hours.put(
                    key, Math.round(own.pttl(key) / (double) Duration.ofHours(1).toMillis()));
        }
        assertThat(hours)
                .isEqualTo(Map.of(
                        "job:sample-pending", 2L,
                        "job:sample-processing", 2L,
                        "job:sample-completed", 2L,
                        "job:sample-failed", 2L,
                        "job:sample-failed:error", 2L,
                        "content:image:sample-draft", 72L));
    }

    @Test
    void redis_of_our_own_does_not_outlive_a_start_that_failed() throws Exception {
        ServerSocket taken = closer.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        Set<Long> before = children();

        assertThatThrownBy(() -> start(Map.of("HTTP_PORT", Integer.toString(taken.getLocalPort()))))
                .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());

        assertThat(children()).isEqualTo(before);
    }

    private ContentJobs start(Map<String, String> environment) throws Exception {
        Map<String, String> onAnyPort = new HashMap<>(Map.of("HTTP_PORT", "0"));
        onAnyPort.putAll(environment);
        return closer.add(ContentJobs.start(Settings.from(onAnyPort), Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }
}
