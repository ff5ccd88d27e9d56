package io.contentjobs.examples.spring;

import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.http.contract.JobStatusHttpContract;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.testing.ClosedPort;
import io.contentjobs.redis.testing.RawFixture;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** The HTTP contract of the resource in this application. */
final class JobStatusContractTest extends JobStatusHttpContract {
    private static RedisProcess redis;
    private static ClosedPort noRedis;
    private static UnifiedJedis commands;
    private static RunningApplication up;
    private static RunningApplication down;

    @BeforeAll
    static void start() throws IOException {
        redis = RedisProcess.start();
        noRedis = new ClosedPort();
        commands = RedisClient.create("127.0.0.1", redis.port());
        up = RunningApplication.on(redis);
        down = RunningApplication.on(noRedis);
    }

    @AfterAll
    static void stop() {
        up.close();
        down.close();
        commands.close();
        noRedis.close();
        redis.close();
    }

    @Override
    protected URI baseUrl() {
        return up.url();
    }

    @Override
    protected StoreFixture store() {
        return new RawFixture(commands);
    }

    @Override
    protected URI baseUrlOnAStoreThatIsDown() {
        return down.url();
    }
}
