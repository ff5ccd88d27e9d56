package io.contentjobs.bootstrap.testing;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.bootstrap.start.OwnRedis;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;

/** Writes and reads a Redis with plain commands, and shares no code with the adapter. */
public final class RawRedis implements StoreFixture, AutoCloseable {
    private final RedisClient redis;

    public RawRedis(int port) {
        redis = RedisClient.builder().hostAndPort("127.0.0.1", port).build();
    }

    public RawRedis(int port, String password) {
        redis = RedisClient.builder()
                .hostAndPort("127.0.0.1", port)
                .clientConfig(
                        DefaultJedisClientConfig.builder().password(password).build())
                .build();
    }

    public RawRedis(OwnRedis own) throws IOException {
        this(own.port(), Files.readString(own.passwordFile()).strip());
    }

    public RedisClient commands() {
        return redis;
    }

    /** Returns how often Redis has run the command. */
    public long calls(String command) {
        return redis.info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_" + command + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*:calls=([0-9]+),.*", "$1")))
                .sum();
    }

    @Override
    public void put(Job job) {
        Map<String, String> fields = new HashMap<>();
        fields.put("status", job.status().name());
        set(fields, "eventDraftId", job.eventDraftId());
        set(fields, "type", job.type());
        set(fields, "createdAt", job.createdAt());
        remove(job.id());
        redis.hset("job:" + job.id(), fields);
    }

    private static void set(Map<String, String> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value.toString());
        }
    }

    /** Completes the job as a worker does: first the images, then the status. */
    public void complete(Job job) {
        putImageUrls(Jobs.draftOf(job), Jobs.imageUrls());
        redis.hset("job:" + job.id(), "status", "COMPLETED");
    }

    @Override
    public void putImageUrls(EventDraftId id, ImageUrls urls) {
        redis.del("content:image:" + id);
        redis.hset(
                "content:image:" + id, Map.of("simple", urls.simple(), "fancy", urls.fancy(), "trendy", urls.trendy()));
    }

    @Override
    public void putError(JobId id, String error) {
        redis.set("job:" + id + ":error", error);
    }

    @Override
    public void putUnreadable(JobId id) {
        redis.del("job:" + id);
        redis.rpush("job:" + id, "PENDING");
    }

    @Override
    public void remove(JobId id) {
        redis.del("job:" + id);
    }

    @Override
    public void removeImageUrls(EventDraftId id) {
        redis.del("content:image:" + id);
    }

    @Override
    public void close() {
        redis.close();
    }
}
