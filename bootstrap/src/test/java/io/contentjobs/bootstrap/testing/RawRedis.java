package io.contentjobs.bootstrap.testing;

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
import java.util.Objects;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;

/** What any service could write with plain commands, sharing no code with the adapter. */
public final class RawRedis implements StoreFixture, AutoCloseable {
    private final RedisClient redis;

    public RawRedis(int port) {
        redis = RedisClient.builder().hostAndPort("127.0.0.1", port).build();
    }

    /** As the user whose password is in that file. */
    public RawRedis(OwnRedis own) throws IOException {
        redis = RedisClient.builder()
                .hostAndPort("127.0.0.1", own.port())
                .clientConfig(DefaultJedisClientConfig.builder()
                        .password(Files.readString(own.passwordFile()).strip())
                        .build())
                .build();
    }

    public RedisClient commands() {
        return redis;
    }

    @Override
    public void put(Job job) {
        Map<String, String> fields = new HashMap<>();
        fields.put("status", job.status().name());
        if (job.eventDraftId() != null) {
            fields.put("eventDraftId", job.eventDraftId().value());
        }
        if (job.type() != null) {
            fields.put("type", job.type().name());
        }
        if (job.createdAt() != null) {
            fields.put("createdAt", Objects.toString(job.createdAt()));
        }
        redis.del("job:" + job.id());
        redis.hset("job:" + job.id(), fields);
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
