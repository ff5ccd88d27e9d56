package io.contentjobs.redis.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.domain.Verdict;
import io.contentjobs.redis.connect.ClientSource;
import io.contentjobs.redis.connect.ProvidedClient;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.pipeline.Reads;
import io.contentjobs.redis.pipeline.SingleReads;
import io.contentjobs.redis.testing.RealRedis;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.RedisClient;

/** What others do to a record after the writer has read it and before its script runs. */
final class InterleavedWriterIT {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    private static final String PENDING = "{\"status\":\"PENDING\",\"type\":\"IMAGE_GEN\"}";
    private static final String PROCESSING = "{\"status\":\"PROCESSING\",\"type\":\"IMAGE_GEN\"}";
    private static final String FAILED = "{\"status\":\"FAILED\",\"type\":\"IMAGE_GEN\"}";

    private final JobId id = Jobs.id();
    private final String key = "job:" + id;
    private final RedisClient raw = REDIS.raw();

    @Test
    void changed_hash_is_read_again() {
        raw.hset(key, "status", "PENDING");

        assertThat(advance(JobStatus.COMPLETED, () -> raw.hset(key, "status", "PROCESSING")))
                .isEqualTo(Verdict.applied(JobStatus.COMPLETED));
    }

    @Test
    void hash_that_ended_stays_ended() {
        raw.hset(key, "status", "PROCESSING");

        assertThat(advance(JobStatus.COMPLETED, () -> raw.hset(key, "status", "FAILED")))
                .isEqualTo(Verdict.unchanged(JobStatus.FAILED, JobStatus.COMPLETED));
        assertThat(raw.hget(key, "status")).isEqualTo("FAILED");
    }

    @Test
    void changed_string_is_read_again() {
        raw.set(key, PENDING);

        assertThat(advance(JobStatus.COMPLETED, () -> raw.set(key, PROCESSING)))
                .isEqualTo(Verdict.applied(JobStatus.COMPLETED));
        assertThat(raw.hget(key, "type")).isEqualTo("IMAGE_GEN");
    }

    @Test
    void string_that_ended_stays_ended() {
        raw.set(key, PROCESSING);

        assertThat(advance(JobStatus.COMPLETED, () -> raw.set(key, FAILED)))
                .isEqualTo(Verdict.unchanged(JobStatus.FAILED, JobStatus.COMPLETED));
        assertThat(raw.get(key)).isEqualTo(FAILED);
    }

    @Test
    void string_that_became_a_hash_is_read_again() {
        raw.set(key, PENDING);

        assertThat(advance(JobStatus.PROCESSING, () -> {
                    raw.del(key);
                    raw.hset(key, "status", "COMPLETED");
                }))
                .isEqualTo(Verdict.unchanged(JobStatus.COMPLETED, JobStatus.PROCESSING));
    }

    @Test
    void hash_that_became_a_string_is_read_again() {
        raw.hset(key, "status", "PENDING");

        assertThat(advance(JobStatus.FAILED, () -> raw.set(key, PROCESSING)))
                .isEqualTo(Verdict.applied(JobStatus.FAILED));
        assertThat(raw.hget(key, "status")).isEqualTo("FAILED");
    }

    @Test
    void record_that_expired_is_not_made_again() {
        raw.hset(key, "status", "PENDING");
        assertThat(advance(JobStatus.FAILED, () -> raw.del(key))).isEqualTo(Verdict.NOT_FOUND);

        raw.set(key, PENDING);
        assertThat(advance(JobStatus.FAILED, () -> raw.del(key))).isEqualTo(Verdict.NOT_FOUND);

        assertThat(raw.exists(key)).isFalse();
    }

    @Test
    void record_that_became_unreadable_is_left_alone() {
        raw.hset(key, "status", "PENDING");

        assertThatThrownBy(() -> advance(JobStatus.FAILED, () -> {
                    raw.del(key);
                    raw.rpush(key, "a list");
                }))
                .isInstanceOf(RecordUnreadableException.class);
        assertThat(raw.lrange(key, 0, -1)).containsExactly("a list");
    }

    @Test
    void record_that_always_changes_ends_the_attempts() {
        raw.hset(key, "status", "PENDING");
        AtomicInteger reads = new AtomicInteger();
        JobWriter writer =
                writer(() -> raw.hset(key, "status", reads.incrementAndGet() % 2 == 0 ? "PENDING" : "PROCESSING"));

        assertThatThrownBy(() -> writer.advance(id, JobStatus.COMPLETED)).isInstanceOf(StoreUnavailableException.class);
        assertThat(reads.get()).isBetween(3, 100);
    }

    /** Lets {@code other} happen once, after the record has been read for the first time. */
    private Verdict advance(JobStatus next, Runnable other) {
        Deque<Runnable> once = new ArrayDeque<>();
        once.add(other);
        return writer(() -> {
                    if (!once.isEmpty()) {
                        once.remove().run();
                    }
                })
                .advance(id, next);
    }

    private static JobWriter writer(Runnable afterReading) {
        RedisErrors errors = new RedisErrors();
        UnreadableRecords unreadable = new UnreadableRecords();
        ClientSource clients = new ProvidedClient(REDIS.raw(), false);
        Reads reads = new InterruptedReads(new SingleReads(clients, errors, RealRedis.TIMEOUT), afterReading);
        return new RedisJobWriter(
                clients,
                new RecordReader(reads, errors, unreadable),
                new RecordDecoder(unreadable),
                errors,
                RealRedis.JOB_TTL,
                RealRedis.IMAGE_TTL);
    }

    /** Lets something happen when a record has been read. */
    private record InterruptedReads(Reads reads, Runnable afterReading) implements Reads {
        @Override
        public @Nullable Object execute(String subject, CommandArguments command) {
            Object reply = reads.execute(subject, command);
            if (!(reply instanceof RuntimeException)) {
                afterReading.run();
            }
            return reply;
        }

        @Override
        public void close() {
            reads.close();
        }
    }
}
