package io.contentjobs.redis.record;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageStyle;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.Verdict;
import io.contentjobs.redis.connect.ClientSource;
import io.contentjobs.redis.connect.RedisErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.SetParams;

/**
 * Writes records in one form. A change of status is a compare-and-set: the writer reads the record, decides whether the status
 * may change, and runs a script that changes the record only if it is still as read. If it is not, the writer starts again.
 *
 * <p>No change is sent twice. If a reply is lost, the caller gets an exception; a repeated call reads the record first.
 */
public final class RedisJobWriter implements JobWriter {
    /** Statuses only go forward, and a string becomes a hash once. More rounds mean that a writer changes the record all the time. */
    private static final int ROUNDS = 16;

    private final ClientSource clients;
    private final RecordReader records;
    private final RecordDecoder decoder;
    private final RedisErrors errors;
    private final long jobMillis;
    private final long imageMillis;

    public RedisJobWriter(
            ClientSource clients,
            RecordReader records,
            RecordDecoder decoder,
            RedisErrors errors,
            Duration jobTtl,
            Duration imageTtl) {
        this.clients = clients;
        this.records = records;
        this.decoder = decoder;
        this.errors = errors;
        this.jobMillis = Ttl.millis(jobTtl);
        this.imageMillis = Ttl.millis(imageTtl);
    }

    @Override
    public void create(Job job) {
        List<Object> arguments = new ArrayList<>(List.of(jobMillis));
        arguments.addAll(fields(job, job.status()));
        if (!run(Scripts.CREATE, Keys.job(job.id()), arguments)) {
            throw new IllegalStateException("There is a job " + job.id());
        }
    }

    @Override
    public Verdict advance(JobId id, JobStatus next) {
        String key = Keys.job(id);
        for (int round = 0; round < ROUNDS; round++) {
            StoredRecord record = records.find(key, RecordDecoder.REQUIRED);
            if (record == null) {
                return Verdict.NOT_FOUND;
            }
            Job job = decoder.job(id, record);
            if (!job.status().mayBecome(next)) {
                return Verdict.unchanged(job.status(), next);
            }
            if (change(key, job, record, next)) {
                return Verdict.applied(next);
            }
        }
        throw RedisErrors.unanswered(key, "another writer keeps changing the record", null);
    }

    @Override
    public void storeImageUrls(EventDraftId id, ImageUrls imageUrls) {
        List<Object> arguments = new ArrayList<>(List.of(imageMillis));
        for (ImageStyle style : ImageStyle.values()) {
            arguments.add(style.key());
            arguments.add(imageUrls.of(style));
        }
        run(Scripts.REPLACE, Keys.imageUrls(id), arguments);
    }

    @Override
    public void storeError(JobId id, String error) {
        String key = Keys.error(id);
        ask(key, client -> client.set(key, error, SetParams.setParams().px(jobMillis)));
    }

    private boolean change(String key, Job job, StoredRecord record, JobStatus next) {
        if (record instanceof HashRecord hash) {
            byte[] name = Objects.requireNonNull(hash.name(RecordDecoder.STATUS));
            byte[] status = Objects.requireNonNull(hash.raw(RecordDecoder.STATUS));
            return run(Scripts.CHANGE_STATUS, key, List.of(jobMillis, name, status, next.name()));
        }
        List<Object> arguments = new ArrayList<>(List.of(jobMillis, ((JsonRecord) record).raw()));
        arguments.addAll(fields(job, next));
        return run(Scripts.REPLACE_STRING, key, arguments);
    }

    private static List<Object> fields(Job job, JobStatus status) {
        List<Object> fields = new ArrayList<>(List.of(RecordDecoder.STATUS, status.name()));
        add(fields, RecordDecoder.EVENT_DRAFT_ID, job.eventDraftId());
        add(fields, RecordDecoder.TYPE, job.type());
        add(fields, RecordDecoder.CREATED_AT, job.createdAt());
        return fields;
    }

    private static void add(List<Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.add(name);
            fields.add(value.toString());
        }
    }

    private boolean run(Script script, String key, List<?> arguments) {
        Object done = ask(key, client -> script.run(client, key, arguments));
        if (done instanceof Long count && (count == 0 || count == 1)) {
            return count == 1;
        }
        throw errors.unavailable(key, "Redis sent a reply of an unexpected type", null);
    }

    private Object ask(String key, Function<UnifiedJedis, Object> request) {
        try {
            return request.apply(clients.get(key));
        } catch (JedisDataException reply) {
            clients.heed(key, reply);
            throw errors.fromReply(key, reply);
        } catch (RuntimeException failure) {
            throw errors.fromException(key, failure);
        }
    }
}
