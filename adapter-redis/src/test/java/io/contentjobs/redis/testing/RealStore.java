package io.contentjobs.redis.testing;

import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobStatusReader;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.UnifiedJedis;

/** A real Redis that starts with its first use, and a store on it. As an extension, it ends after the test class. */
public abstract class RealStore implements AfterAllCallback, AutoCloseable {
    public static final Duration TIMEOUT = Duration.ofSeconds(5);
    public static final Duration JOB_TTL = Duration.ofHours(1);
    public static final Duration IMAGE_TTL = Duration.ofDays(7);

    private final Deque<Runnable> closers = new ArrayDeque<>();
    private @Nullable RedisStore store;
    private @Nullable RedisStore storeThatIsDown;

    /** Starts a resource. */
    interface Start<T> {
        T run() throws IOException, InterruptedException;
    }

    /** Returns the URL that clients are given. */
    public abstract RedisUrl url();

    /** Returns a client that sends any command. */
    public abstract UnifiedJedis raw();

    /** Returns the scheme of {@link #url}. */
    abstract String scheme();

    public synchronized RedisStore store() {
        if (store == null) {
            store = opened(() -> RedisStore.connect(url(), TIMEOUT), RedisStore::close);
        }
        return store;
    }

    /** Returns a store whose Redis does not exist. */
    public synchronized RedisStore storeThatIsDown() {
        if (storeThatIsDown == null) {
            storeThatIsDown = opened(() -> RedisStore.connect(urlThatIsDown(), TIMEOUT), RedisStore::close);
        }
        return storeThatIsDown;
    }

    /** Returns a URL whose port refuses connections. */
    public synchronized RedisUrl urlThatIsDown() {
        ClosedPort port = opened(ClosedPort::new, ClosedPort::close);
        return RedisUrl.parse(scheme() + "://127.0.0.1:" + port.port());
    }

    public JobReader reader() {
        return store().reader();
    }

    public JobStatusReader statuses() {
        return store().statuses();
    }

    public JobWriter writer() {
        return writer(store());
    }

    public static JobWriter writer(RedisStore store) {
        return store.writer(JOB_TTL, IMAGE_TTL);
    }

    /** Returns what arranges jobs with raw commands. */
    public RawFixture fixture() {
        return new RawFixture(raw());
    }

    /** Starts a resource that ends with this. */
    final <T> T opened(Start<T> start, Consumer<T> end) {
        try {
            T resource = start.run();
            closers.push(() -> end.accept(resource));
            return resource;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        while (!closers.isEmpty()) {
            closers.pop().run();
        }
    }

    @Override
    public String toString() {
        return scheme();
    }
}
