package io.contentjobs.redis.testing;

import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * Arranges jobs with raw commands.
 *
 * @param raw sends them
 */
public record RawFixture(UnifiedJedis raw) implements StoreFixture {
    @Override
    public void put(Job job) {
        Map<String, String> fields = new HashMap<>(Map.of("status", job.status().name()));
        putIfPresent(fields, "eventDraftId", job.eventDraftId());
        putIfPresent(fields, "type", job.type());
        putIfPresent(fields, "createdAt", job.createdAt());
        raw.del("job:" + job.id());
        raw.hset("job:" + job.id(), fields);
    }

    private static void putIfPresent(Map<String, String> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value.toString());
        }
    }

    @Override
    public void putImageUrls(EventDraftId id, ImageUrls urls) {
        Map<String, String> fields = Map.of("simple", urls.simple(), "fancy", urls.fancy(), "trendy", urls.trendy());
        raw.hset("content:image:" + id, fields);
    }

    @Override
    public void putError(JobId id, String error) {
        raw.set("job:" + id + ":error", error);
    }

    @Override
    public void putUnreadable(JobId id) {
        raw.rpush("job:" + id, "neither", "hash", "nor", "string");
    }

    @Override
    public void remove(JobId id) {
        raw.del("job:" + id);
    }

    @Override
    public void removeImageUrls(EventDraftId id) {
        raw.del("content:image:" + id);
    }
}
