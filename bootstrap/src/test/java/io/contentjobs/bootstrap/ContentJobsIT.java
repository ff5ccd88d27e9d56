package io.contentjobs.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.ScanParams;

/** Each setting reaches the part that it configures. */
final class ContentJobsIT {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    @Test
    void poll_interval_is_the_retry_after_of_an_answer() throws Exception {
        Job job = Jobs.pending();
        deployment.raw().put(job);
        Client client = new Client(deployment.server("POLL_INTERVAL", "7s"));

        assertThat(client.poll(job.id()).headers().firstValue("Retry-After")).contains("7");
    }

    @ParameterizedTest
    @CsvSource({"off, 3600, false", "60s, 60, false", "60s, 61, true"})
    void overdue_job_is_reported_as_failed_if_the_setting_says_so(String after, long age, boolean overdue)
            throws Exception {
        JobId id = Jobs.id();
        deployment.raw().put(new Job(id, JobStatus.PROCESSING, Jobs.draft(), Jobs.TYPE, NOW.minusSeconds(age)));
        var settings =
                Deployment.settings("REDIS_URL", deployment.redis().url().toString(), "JOB_OVERDUE_AFTER", after);
        ContentJobs server = deployment.start(settings, Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(new Client(server).getJobStatus(id))
                .isEqualTo(
                        overdue
                                ? new JobReport.Failed("이미지 생성 시간이 초과되었습니다")
                                : new JobReport.InProgress(JobStatus.PROCESSING));
    }

    @Test
    void samples_of_the_demo_expire_after_the_ttl_of_jobs_and_of_images() throws Exception {
        ContentJobs server = deployment.demo("JOB_TTL", "2h", "IMAGE_TTL", "3d");
        RedisClient own =
                deployment.add(new RawRedis(server.ownRedis().orElseThrow())).commands();

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
    void redis_of_the_demo_ends_if_the_server_cannot_start() throws Exception {
        ServerSocket taken = deployment.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        Set<Long> before = children();

        assertThatThrownBy(() -> deployment.demo("HTTP_PORT", "" + taken.getLocalPort()))
                .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
        assertThat(children()).isEqualTo(before);
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }
}
