package io.contentjobs.redis.record;

import static io.contentjobs.redis.testing.StoreFailures.assertUnavailable;
import static io.contentjobs.redis.testing.StoreFailures.assertUnreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.Verdict;
import io.contentjobs.redis.connect.ClientSource;
import io.contentjobs.redis.connect.ProvidedClient;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.pipeline.Reads;
import io.contentjobs.redis.pipeline.SingleReads;
import io.contentjobs.redis.testing.RealRedis;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.RedisClient;

/** Another service changes a record after the writer has read it and before the writer's script runs. */
final class InterleavedWriterIT {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    private final JobId id = Jobs.id();
    private final String key = "job:" + id;
    private final RedisClient raw = REDIS.raw();

    @ParameterizedTest(name = "{0} {1}, then {2} {3}, advance to {4}")
    @CsvSource({
        "hash,   PENDING,    hash,   PROCESSING, COMPLETED",
        "hash,   PROCESSING, hash,   FAILED,     COMPLETED",
        "string, PENDING,    string, PROCESSING, COMPLETED",
        "string, PROCESSING, string, FAILED,     COMPLETED",
        "string, PENDING,    hash,   COMPLETED,  PROCESSING",
        "hash,   PENDING,    string, PROCESSING, FAILED"
    })
    void changed_record_is_read_again(String form, String status, String newForm, JobStatus newStatus, JobStatus next) {
        put(form, status);

        Verdict verdict = advance(next, () -> put(newForm, newStatus.name()));

        if (newStatus.isTerminal()) {
            assertThat(verdict).isEqualTo(Verdict.unchanged(newStatus, next));
            assertThat(raw.type(key)).isEqualTo(newForm);
            assertThat(REDIS.reader().find(id).orElseThrow().status()).isEqualTo(newStatus);
        } else {
            assertThat(verdict).isEqualTo(Verdict.applied(next));
            assertThat(raw.hget(key, "status")).isEqualTo(next.name());
            assertThat(raw.hget(key, "type")).isEqualTo("IMAGE_GEN");
        }
    }

    @ParameterizedTest
    @CsvSource({"hash", "string"})
    void record_that_expires_is_not_created_again(String form) {
        put(form, "PENDING");

        assertThat(advance(JobStatus.FAILED, () -> raw.del(key))).isEqualTo(Verdict.NOT_FOUND);

        assertThat(raw.exists(key)).isFalse();
    }

    @Test
    void record_that_becomes_unreadable_is_left_alone() {
        put("hash", "PENDING");

        assertUnreadable(() -> advance(JobStatus.FAILED, () -> {
            raw.del(key);
            raw.rpush(key, "a list");
        }));
        assertThat(raw.lrange(key, 0, -1)).containsExactly("a list");
    }

    @Test
    void record_that_always_changes_ends_the_attempts() {
        put("hash", "PENDING");
        AtomicInteger reads = new AtomicInteger();
        JobWriter writer = writer(() -> put("hash", reads.incrementAndGet() % 2 == 0 ? "PENDING" : "PROCESSING"));

        assertUnavailable(() -> writer.advance(id, JobStatus.COMPLETED));
        assertThat(reads.get()).isBetween(3, 100);
    }

    private void put(String form, String status) {
        raw.del(key);
        if (form.equals("hash")) {
            raw.hset(key, "type", "IMAGE_GEN");
            raw.hset(key, "status", status);
        } else {
            raw.set(key, "{\"status\":\"" + status + "\",\"type\":\"IMAGE_GEN\"}");
        }
    }

    /** Lets {@code other} happen once, after the first read of the record. */
    private Verdict advance(JobStatus next, Runnable other) {
        AtomicInteger reads = new AtomicInteger();
        return writer(() -> {
                    if (reads.getAndIncrement() == 0) {
                        other.run();
                    }
                })
                .advance(id, next);
    }

    private static JobWriter writer(Runnable afterReading) {
        RedisErrors errors = new RedisErrors();
        UnreadableRecords unreadable = new UnreadableRecords();
        ClientSource clients = new ProvidedClient(REDIS.raw(), false);
        Reads reads = new InterleavedReads(new SingleReads(clients, errors, RealRedis.TIMEOUT), afterReading);
        return new RedisJobWriter(
                clients,
                new RecordReader(reads, errors, unreadable),
                new RecordDecoder(unreadable),
                errors,
                RealRedis.JOB_TTL,
                RealRedis.IMAGE_TTL);
    }

    /** Lets something happen after each read of a record. */
    private record InterleavedReads(Reads reads, Runnable afterReading) implements Reads {
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
