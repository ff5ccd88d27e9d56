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
import redis.clients.jedis.RedisClient;

/** What the writer writes, read with raw commands. */
final class WrittenLayoutIT {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    private static final Instant NOW = Instant.parse("2025-10-27T01:00:00.123Z");
    private static final String ERROR = "그림 서버가 \"응답\"하지 않습니다\n";

    private final RedisClient raw = REDIS.raw();
    private final EventDraftId draft = Jobs.draft();
    private final String images = "content:image:" + draft;
    private final JobProgressRecorder worker = new JobProgressRecorder(
            REDIS.reader(), REDIS.writer(), Clock.fixed(NOW, ZoneOffset.UTC), (type, outcome, time) -> {});
    private final JobId id = worker.submit(draft, Jobs.TYPE);
    private final String job = "job:" + id;

    @Test
    void submitted_job_is_a_hash_with_a_ttl() {
        assertJobIs("PENDING");
        assertThat(raw.exists(job + ":error", images)).isZero();
    }

    @Test
    void completed_job_has_its_images_in_a_hash_with_a_ttl() {
        ImageUrls urls = Jobs.imageUrls();
        worker.start(id);
        worker.complete(id, urls);

        assertJobIs("COMPLETED");
        assertThat(raw.hgetAll(images))
                .isEqualTo(Map.of("simple", urls.simple(), "fancy", urls.fancy(), "trendy", urls.trendy()));
        assertTtl(images, RealRedis.IMAGE_TTL);
        assertThat(raw.exists(job + ":error")).isFalse();
    }

    @Test
    void failed_job_has_its_error_in_a_string_with_a_ttl() {
        worker.fail(id, ERROR);

        assertJobIs("FAILED");
        assertThat(raw.get(job + ":error")).isEqualTo(ERROR);
        assertTtl(job + ":error", RealRedis.JOB_TTL);
        assertThat(raw.exists(images)).isFalse();
    }

    @Test
    void unknown_parts_of_a_job_are_not_written() {
        Job bare = Jobs.bare(Jobs.id(), JobStatus.PENDING);
        REDIS.writer().create(bare);

        assertThat(raw.hgetAll("job:" + bare.id())).isEqualTo(Map.of("status", "PENDING"));
    }

    @Test
    void each_change_gives_the_job_its_full_ttl_again() {
        for (JobStatus next : List.of(JobStatus.PROCESSING, JobStatus.COMPLETED)) {
            raw.pexpire(job, 60_000);
            assertThat(REDIS.writer().advance(id, next)).isEqualTo(Verdict.applied(next));
            assertTtl(job, RealRedis.JOB_TTL);
        }
    }

    @Test
    void change_that_is_not_made_leaves_the_ttl() {
        REDIS.writer().advance(id, JobStatus.FAILED);
        long expiry = expiry(job);

        REDIS.writer().advance(id, JobStatus.FAILED);
        REDIS.writer().advance(id, JobStatus.COMPLETED);
        assertThatThrownBy(() -> REDIS.writer().create(Jobs.pending(id))).isInstanceOf(IllegalStateException.class);

        assertThat(expiry(job)).isEqualTo(expiry);
    }

    @Test
    void change_gives_a_ttl_to_a_record_without_one() {
        raw.persist(job);
        REDIS.writer().advance(id, JobStatus.PROCESSING);

        assertTtl(job, RealRedis.JOB_TTL);
    }

    @Test
    void images_replace_a_value_of_any_type() {
        raw.rpush(images, "a list");
        REDIS.writer().storeImageUrls(draft, Jobs.imageUrls());
        assertThat(raw.hgetAll(images)).hasSize(3);

        raw.hset(images, "extra", "of another service");
        raw.persist(images);
        REDIS.writer().storeImageUrls(draft, Jobs.imageUrls());
        assertThat(raw.hgetAll(images)).hasSize(3);
        assertTtl(images, RealRedis.IMAGE_TTL);
    }

    @Test
    void error_replaces_a_value_of_any_type() {
        raw.rpush(job + ":error", "a list");
        REDIS.writer().storeError(id, "error");

        assertThat(raw.get(job + ":error")).isEqualTo("error");
        assertTtl(job + ":error", RealRedis.JOB_TTL);
    }

    @ParameterizedTest
    @EnumSource
    void reads_change_no_ttl(JobStatus status) {
        Job stored = Jobs.inStatus(status);
        REDIS.fixture().put(stored);
        REDIS.fixture().putImageUrls(Jobs.draftOf(stored), Jobs.imageUrls());
        REDIS.fixture().putError(stored.id(), "error");
        List<String> keys =
                List.of("job:" + stored.id(), "content:image:" + Jobs.draftOf(stored), "job:" + stored.id() + ":error");
        keys.forEach(key -> raw.pexpire(key, 500_000));
        List<Long> expiries = keys.stream().map(this::expiry).toList();

        JobStatusLookup lookup = new JobStatusLookup(REDIS.reader());
        for (int i = 0; i < 10; i++) {
            lookup.getJobStatus(stored.id());
        }

        assertThat(keys).map(this::expiry).isEqualTo(expiries);
    }

    @Test
    void reads_write_nothing() {
        String changes = changes();
        JobStatusLookup lookup = new JobStatusLookup(REDIS.reader());
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> lookup.getJobStatus(Jobs.id()));
            REDIS.reader().findImageUrls(Jobs.draft());
            REDIS.reader().findError(Jobs.id());
        }

        assertThat(changes()).isEqualTo(changes).isNotEmpty();
    }

    private void assertJobIs(String status) {
        assertThat(raw.hgetAll(job))
                .isEqualTo(Map.of(
                        "status",
                        status,
                        "eventDraftId",
                        draft.value(),
                        "type",
                        "IMAGE_GEN",
                        "createdAt",
                        NOW.toString()));
        assertTtl(job, RealRedis.JOB_TTL);
    }

    private void assertTtl(String key, Duration ttl) {
        assertThat(Duration.ofMillis(raw.pttl(key))).as("TTL of %s", key).isBetween(ttl.minusMinutes(5), ttl);
    }

    /** Returns the moment at which the key expires, in milliseconds since 1970. */
    private long expiry(String key) {
        return (Long) Objects.requireNonNull(REDIS.ask("PEXPIRETIME " + key));
    }

    private String changes() {
        return raw.info("persistence")
                .lines()
                .filter(line -> line.startsWith("rdb_changes_since_last_save:"))
                .findFirst()
                .orElse("");
    }
}
