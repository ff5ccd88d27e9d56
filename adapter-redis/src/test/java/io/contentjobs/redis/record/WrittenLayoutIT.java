package io.contentjobs.redis.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.Verdict;
import io.contentjobs.redis.testing.RealRedis;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** What the writer writes, read back with raw commands. */
final class WrittenLayoutIT {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    private static final Duration SLACK = Duration.ofMinutes(5);
    private static final Instant NOW = Instant.parse("2025-10-27T01:00:00.123Z");

    private final EventDraftId draft = Jobs.draft();
    private final JobProgressRecorder worker = new JobProgressRecorder(
            REDIS.reader(), REDIS.writer(), Clock.fixed(NOW, ZoneOffset.UTC), (type, outcome, time) -> {});

    @Test
    void submitted_job_is_the_hash_of_the_layout() {
        JobId id = worker.submit(draft, Jobs.TYPE);

        assertThat(REDIS.raw().type("job:" + id)).isEqualTo("hash");
        assertThat(REDIS.raw().hgetAll("job:" + id))
                .isEqualTo(Map.of(
                        "status",
                        "PENDING",
                        "eventDraftId",
                        draft.value(),
                        "type",
                        "IMAGE_GEN",
                        "createdAt",
                        "2025-10-27T01:00:00.123Z"));
        assertLives("job:" + id, RealRedis.JOB_TTL);
        assertThat(REDIS.raw().exists("job:" + id + ":error", "content:image:" + draft))
                .isZero();
    }

    @Test
    void completed_job_and_its_images_are_the_hashes_of_the_layout() {
        JobId id = worker.submit(draft, Jobs.TYPE);
        ImageUrls urls = Jobs.imageUrls();
        worker.start(id);
        worker.complete(id, urls);

        assertThat(REDIS.raw().hgetAll("job:" + id))
                .containsEntry("status", "COMPLETED")
                .hasSize(4);
        assertThat(REDIS.raw().type("content:image:" + draft)).isEqualTo("hash");
        assertThat(REDIS.raw().hgetAll("content:image:" + draft))
                .isEqualTo(Map.of("simple", urls.simple(), "fancy", urls.fancy(), "trendy", urls.trendy()));
        assertLives("job:" + id, RealRedis.JOB_TTL);
        assertLives("content:image:" + draft, RealRedis.IMAGE_TTL);
        assertThat(REDIS.raw().exists("job:" + id + ":error")).isFalse();
    }

    @Test
    void error_of_a_failed_job_is_the_string_of_the_layout() {
        JobId id = worker.submit(draft, Jobs.TYPE);
        worker.fail(id, "그림 서버가 \"응답\"하지 않습니다\n");

        assertThat(REDIS.raw().type("job:" + id + ":error")).isEqualTo("string");
        assertThat(REDIS.raw().get("job:" + id + ":error")).isEqualTo("그림 서버가 \"응답\"하지 않습니다\n");
        assertThat(REDIS.raw().hgetAll("job:" + id))
                .containsEntry("status", "FAILED")
                .hasSize(4);
        assertLives("job:" + id + ":error", RealRedis.JOB_TTL);
        assertLives("job:" + id, RealRedis.JOB_TTL);
        assertThat(REDIS.raw().exists("content:image:" + draft)).isFalse();
    }

    @Test
    void unknown_parts_of_a_job_are_not_written() {
        Job job = Jobs.bare(Jobs.id(), JobStatus.PENDING);
        REDIS.writer().create(job);

        assertThat(REDIS.raw().hgetAll("job:" + job.id())).isEqualTo(Map.of("status", "PENDING"));
    }

    @Test
    void each_change_gives_the_job_its_full_lifetime_again() {
        JobId id = worker.submit(draft, Jobs.TYPE);
        for (JobStatus next : List.of(JobStatus.PROCESSING, JobStatus.COMPLETED)) {
            REDIS.raw().pexpire("job:" + id, 60_000);
            assertThat(REDIS.writer().advance(id, next)).isEqualTo(Verdict.applied(next));
            assertLives("job:" + id, RealRedis.JOB_TTL);
        }
    }

    @Test
    void change_that_is_not_made_leaves_the_lifetime() {
        JobId id = worker.submit(draft, Jobs.TYPE);
        REDIS.writer().advance(id, JobStatus.FAILED);
        long expiry = expiry("job:" + id);

        REDIS.writer().advance(id, JobStatus.FAILED);
        REDIS.writer().advance(id, JobStatus.COMPLETED);
        assertThatThrownBy(() -> REDIS.writer().create(Jobs.pending(id))).isInstanceOf(IllegalStateException.class);

        assertThat(expiry("job:" + id)).isEqualTo(expiry);
    }

    @Test
    void record_that_another_service_left_without_a_lifetime_gets_one_with_its_next_change() {
        Job job = Jobs.pending();
        REDIS.fixture().put(job);
        REDIS.writer().advance(job.id(), JobStatus.PROCESSING);

        assertLives("job:" + job.id(), RealRedis.JOB_TTL);
    }

    @Test
    void images_replace_a_value_of_any_type() {
        ImageUrls urls = Jobs.imageUrls();
        REDIS.raw().rpush("content:image:" + draft, "a list");
        REDIS.writer().storeImageUrls(draft, urls);
        assertThat(REDIS.raw().hgetAll("content:image:" + draft)).hasSize(3);

        REDIS.raw().hset("content:image:" + draft, "extra", "of another service");
        REDIS.raw().persist("content:image:" + draft);
        REDIS.writer().storeImageUrls(draft, urls);
        assertThat(REDIS.raw().hgetAll("content:image:" + draft)).hasSize(3);
        assertLives("content:image:" + draft, RealRedis.IMAGE_TTL);
    }

    @Test
    void error_replaces_a_value_of_any_type() {
        JobId id = Jobs.id();
        REDIS.raw().rpush("job:" + id + ":error", "a list");
        REDIS.writer().storeError(id, "error");

        assertThat(REDIS.raw().get("job:" + id + ":error")).isEqualTo("error");
        assertLives("job:" + id + ":error", RealRedis.JOB_TTL);
    }

    @ParameterizedTest
    @EnumSource
    void reading_never_changes_a_lifetime(JobStatus status) {
        Job job = Jobs.inStatus(status);
        REDIS.fixture().put(job);
        REDIS.fixture().putImageUrls(Jobs.draftOf(job), Jobs.imageUrls());
        REDIS.fixture().putError(job.id(), "error");
        List<String> keys =
                List.of("job:" + job.id(), "content:image:" + Jobs.draftOf(job), "job:" + job.id() + ":error");
        keys.forEach(key -> REDIS.raw().pexpire(key, 500_000));
        List<Long> expiries = keys.stream().map(WrittenLayoutIT::expiry).toList();

        JobStatusLookup lookup = new JobStatusLookup(REDIS.reader());
        for (int i = 0; i < 10; i++) {
            lookup.getJobStatus(job.id());
        }

        assertThat(keys.stream().map(WrittenLayoutIT::expiry).toList()).isEqualTo(expiries);
    }

    @Test
    void reading_writes_nothing() {
        long changes = changes();
        JobStatusLookup lookup = new JobStatusLookup(REDIS.reader());
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> lookup.getJobStatus(Jobs.id()));
            REDIS.reader().findImageUrls(Jobs.draft());
            REDIS.reader().findError(Jobs.id());
        }

        assertThat(changes()).isEqualTo(changes);
    }

    private static void assertLives(String key, Duration lifetime) {
        assertThat(Duration.ofMillis(REDIS.raw().pttl(key)))
                .as("lifetime of %s", key)
                .isBetween(lifetime.minus(SLACK), lifetime);
    }

    /** The moment at which the key expires, in milliseconds since 1970. */
    private static long expiry(String key) {
        CommandArguments command = new CommandArguments(Command.PEXPIRETIME).key(key);
        return (Long) Objects.requireNonNull(REDIS.raw().executeCommand(command));
    }

    private static long changes() {
        return REDIS.raw()
                .info("persistence")
                .lines()
                .filter(line -> line.startsWith("rdb_changes_since_last_save:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
                .sum();
    }
}
