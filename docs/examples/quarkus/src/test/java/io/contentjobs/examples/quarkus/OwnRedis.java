package io.contentjobs.examples.quarkus;

import io.contentjobs.redis.RedisProcess;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Starts a Redis for the application under test. */
public final class OwnRedis implements QuarkusTestResourceLifecycleManager {
    private RedisProcess redis;

    @Override
    public Map<String, String> start() {
        try {
            redis = RedisProcess.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Map.of("jobs.redis", redis.url().toString());
    }

    @Override
    public void stop() {
        redis.close();
    }
}
