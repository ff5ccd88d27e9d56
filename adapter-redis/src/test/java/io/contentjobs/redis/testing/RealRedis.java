package io.contentjobs.redis;

import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobStatusReader;
import io.contentjobs.domain.JobWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.RedisClient;

/** A Redis for a test class, what arranges it with raw commands, and a store on it that is closed with it. */
final class RealRedis implements BeforeAllCallback, AfterAllCallback {
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

    /** Returns what arranges it. */
    RawFixture fixture() {
        return new RawFixture(raw());
    }
}
