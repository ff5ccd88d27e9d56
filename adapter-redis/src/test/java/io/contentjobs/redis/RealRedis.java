package io.contentjobs.redis;

import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobStatusReader;
import io.contentjobs.domain.JobWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.RedisClient;

/** A Redis for a test class, what arranges it with raw commands, and a store on it that is closed with it. */
final class RealRedis implements BeforeAllCallback, AfterAllCallback, StoreFixture {
    static final Duration TIMEOUT = Duration.ofSeconds(5);
    static final Duration JOB_TTL = Duration.ofHours(1);
    static final Duration IMAGE_TTL = Duration.ofDays(7);

    private final String[] arguments;
    private @Nullable RedisProcess process;
    private @Nullable RedisClient raw;
    private @Nullable RedisStore store;
    private @Nullable RedisStore down;

    RealRedis(String... arguments) {
        this.arguments = arguments;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        RedisProcess started = RedisProcess.start(arguments);
        process = started;
        raw = RedisClient.create("127.0.0.1", started.port());
        store = RedisStore.connect(started.url(), TIMEOUT);
        down = RedisStore.connect(closedPort(), TIMEOUT);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        raw().close();
        store().close();
        Objects.requireNonNull(down).close();
        process().close();
    }

    /** Returns a URL at which nobody listens. */
    static RedisUrl closedPort() throws IOException {
        return RedisUrl.parse("redis://127.0.0.1:" + FreePort.find());
    }

    RedisProcess process() {
        return Objects.requireNonNull(process);
    }

    /** Returns what sends any command. */
    RedisClient raw() {
        return Objects.requireNonNull(raw);
    }

    RedisStore store() {
        return Objects.requireNonNull(store);
    }

    JobReader reader() {
        return store().reader();
    }

    JobStatusReader statuses() {
        return store().statuses();
    }

    JobStatusReader statusesOfAStoreThatIsDown() {
        return Objects.requireNonNull(down).statuses();
    }

    JobWriter writer() {
        return store().writer(JOB_TTL, IMAGE_TTL);
    }

    JobReader readerOfAStoreThatIsDown() {
        return Objects.requireNonNull(down).reader();
    }

    JobWriter writerToAStoreThatIsDown() {
        return Objects.requireNonNull(down).writer(JOB_TTL, IMAGE_TTL);
    }

    @Override
    public void put(Job job) {
        Map<String, String> fields = new HashMap<>(Map.of("status", job.status().name()));
        putIfPresent(fields, "eventDraftId", job.eventDraftId());
        putIfPresent(fields, "type", job.type());
        putIfPresent(fields, "createdAt", job.createdAt());
        raw().del("job:" + job.id());
        raw().hset("job:" + job.id(), fields);
    }

    private static void putIfPresent(Map<String, String> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value.toString());
        }
    }

    @Override
    public void putImageUrls(EventDraftId id, ImageUrls urls) {
        Map<String, String> fields = Map.of("simple", urls.simple(), "fancy", urls.fancy(), "trendy", urls.trendy());
        raw().hset("content:image:" + id, fields);
    }

    @Override
    public void putError(JobId id, String error) {
        raw().set("job:" + id + ":error", error);
    }

    @Override
    public void putUnreadable(JobId id) {
        raw().rpush("job:" + id, "neither", "hash", "nor", "string");
    }

    @Override
    public void remove(JobId id) {
        raw().del("job:" + id);
    }

    @Override
    public void removeImageUrls(EventDraftId id) {
        raw().del("content:image:" + id);
    }
}
