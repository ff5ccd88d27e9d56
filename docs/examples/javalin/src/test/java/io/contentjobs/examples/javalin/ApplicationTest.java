package io.contentjobs.examples.javalin;

import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.http.contract.JobStatusHttpContract;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.testing.ClosedPort;
import io.contentjobs.redis.testing.RawFixture;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** The HTTP contract of the resource in this application. */
final class ApplicationTest extends JobStatusHttpContract {
    private static RedisProcess redis;
    private static ClosedPort noRedis;
    private static UnifiedJedis commands;
    private static Javalin up;
    private static Javalin down;

    @BeforeAll
    static void start() throws IOException {
        redis = RedisProcess.start();
        noRedis = new ClosedPort();
        commands = RedisClient.create("127.0.0.1", redis.port());
        up = Application.start(redis.url(), 0);
        down = Application.start(RedisUrl.parse("redis://127.0.0.1:" + noRedis.port()), 0);
    }

    @AfterAll
    static void stop() {
        up.stop();
        down.stop();
        commands.close();
        noRedis.close();
        redis.close();
    }

    @Override
    protected URI baseUrl() {
        return URI.create("http://127.0.0.1:" + up.port());
    }

    @Override
    protected StoreFixture store() {
        return new RawFixture(commands);
    }

    @Override
    protected URI baseUrlOnAStoreThatIsDown() {
        return URI.create("http://127.0.0.1:" + down.port());
    }
}
