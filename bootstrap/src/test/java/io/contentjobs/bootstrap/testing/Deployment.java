package io.contentjobs.bootstrap.testing;

import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.settings.BadSettingsException;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.testing.ClosedPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The servers, the Redis and the files of a test, which end with the test; those of a static field end with the last test
 * of the class. Settings are given as names and values in turn. Not thread-safe.
 */
public final class Deployment implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private final Closer closer = new Closer();
    private boolean isOfTheClass;
    private @Nullable RedisProcess redis;
    private @Nullable RawRedis raw;
    private @Nullable Path directory;

    /** Closes the part at the end, before the parts that were added earlier. */
    public <T extends AutoCloseable> T add(T part) {
        return closer.add(part);
    }

    /** Returns the Redis of this deployment, started with these arguments at the first call. */
    public RedisProcess redis(String... arguments) throws IOException {
        if (redis == null) {
            redis = add(RedisProcess.start(arguments));
        }
        return redis;
    }

    /** Returns the commands of {@link #redis}. */
    public RawRedis raw() throws IOException {
        if (raw == null) {
            raw = add(new RawRedis(redis().port()));
        }
        return raw;
    }

    /** Returns the URL of a Redis that refuses connections. */
    public String urlOfNoRedis() throws IOException {
        return "redis://127.0.0.1:" + add(new ClosedPort()).port();
    }

    /** Returns a directory that is deleted at the end. */
    public Path directory() throws IOException {
        if (directory == null) {
            Path created = Files.createTempDirectory("content-jobs-test");
            directory = created;
            add(() -> delete(created));
        }
        return directory;
    }

    /** Returns the arguments with which a Redis keeps its data in {@link #directory}, and more arguments. */
    public String[] persistent(String... more) throws IOException {
        return Stream.concat(Stream.of("--dir", directory().toString(), "--dbfilename", "dump.rdb"), Stream.of(more))
                .toArray(String[]::new);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> entries = Files.walk(directory)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        }
    }

    /** Starts a server on {@link #redis}, unless the settings name another Redis. */
    public ContentJobs server(String... settings) throws IOException {
        return start(onRedis(settings), Clock.systemUTC());
    }

    /** Starts a server on a Redis of its own. */
    public ContentJobs demo(String... settings) throws IOException {
        return start(settings(settings), Clock.systemUTC());
    }

    public ContentJobs start(Map<String, String> settings, Clock clock) throws IOException {
        settings.putIfAbsent("HTTP_PORT", "0");
        try {
            return add(ContentJobs.start(Settings.from(settings), clock));
        } catch (BadSettingsException refused) {
            throw new IllegalArgumentException(refused);
        }
    }

    /** Starts the packaged server on {@link #redis}, unless the settings name another Redis. */
    public ServerProcess process(String... settings) throws IOException {
        return add(ServerProcess.start(directory(), onRedis(settings)));
    }

    /** Starts the packaged server on a Redis of its own. */
    public ServerProcess demoProcess(String... settings) throws IOException {
        return add(ServerProcess.start(directory(), settings(settings)));
    }

    private Map<String, String> onRedis(String... settings) throws IOException {
        Map<String, String> all = settings(settings);
        if (!all.containsKey("REDIS_URL")) {
            all.put("REDIS_URL", redis().url().toString());
        }
        return all;
    }

    /** Returns the settings; a busy machine does not trip the time-out of Redis, if they name none. */
    public static Map<String, String> settings(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("REDIS_TIMEOUT", "30s"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return all;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        isOfTheClass = true;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!isOfTheClass) {
            closer.close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        closer.close();
    }
}
