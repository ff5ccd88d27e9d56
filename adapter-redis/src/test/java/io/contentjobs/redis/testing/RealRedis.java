package io.contentjobs.redis.testing;

import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobStatusReader;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.process.FreePort;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.RedisClient;

/** A Redis for a test class, what arranges it with raw commands, and a store on it that is closed with it. */
public final class RealRedis implements BeforeAllCallback, AfterAllCallback {
    public static final Duration TIMEOUT = Duration.ofSeconds(5);
    public static final Duration JOB_TTL = Duration.ofHours(1);
    public static final Duration IMAGE_TTL = Duration.ofDays(7);

    private final String[] arguments;
    private @Nullable RedisProcess process;
    private @Nullable RedisClient raw;
    private @Nullable RedisStore store;
    private @Nullable RedisStore down;

    public RealRedis(String... arguments) {
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
    public static RedisUrl closedPort() throws IOException {
        return RedisUrl.parse("redis://127.0.0.1:" + FreePort.find());
    }

    public RedisProcess process() {
        return Objects.requireNonNull(process);
    }

    /** Returns what sends any command. */
    public RedisClient raw() {
        return Objects.requireNonNull(raw);
    }

    public RedisStore store() {
        return Objects.requireNonNull(store);
    }

    public JobReader reader() {
        return store().reader();
    }

    public JobStatusReader statuses() {
        return store().statuses();
    }

    public JobStatusReader statusesOfAStoreThatIsDown() {
        return Objects.requireNonNull(down).statuses();
    }

    public JobWriter writer() {
        return store().writer(JOB_TTL, IMAGE_TTL);
    }

    public JobReader readerOfAStoreThatIsDown() {
        return Objects.requireNonNull(down).reader();
    }

    public JobWriter writerToAStoreThatIsDown() {
        return Objects.requireNonNull(down).writer(JOB_TTL, IMAGE_TTL);
    }

    /** Returns what arranges it. */
    public RawFixture fixture() {
        return new RawFixture(raw());
    }
}
