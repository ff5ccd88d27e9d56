package io.contentjobs.bootstrap.gateway;

import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.bootstrap.testing.ClosedPort;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.http.contract.JobStatusHttpContract;
import io.contentjobs.redis.RedisProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The HTTP contract through the gateway: docs/gateway/nginx.conf changes no answer of the server behind it. */
@Tag("full")
final class GatewayContractIT extends JobStatusHttpContract {
    private static final Closer CLOSER = new Closer();

    @TempDir
    private static Path directory;

    private static RawRedis raw;
    private static URI baseUrl;
    private static URI baseUrlOnAStoreThatIsDown;

    @BeforeAll
    static void start() throws Exception {
        RedisProcess redis = CLOSER.add(RedisProcess.start());
        raw = CLOSER.add(new RawRedis(redis.port()));
        baseUrl = behindAGateway(redis.port());
        baseUrlOnAStoreThatIsDown = behindAGateway(CLOSER.add(new ClosedPort()).port());
    }

    @AfterAll
    static void stop() {
        CLOSER.close();
    }

    private static URI behindAGateway(int redisPort) throws Exception {
        Map<String, String> environment = Map.of("HTTP_PORT", "0", "REDIS_URL", "redis://127.0.0.1:" + redisPort);
        int server = CLOSER.add(ContentJobs.start(Settings.from(environment), Clock.systemUTC()))
                .httpPort();
        Gateway gateway = CLOSER.add(Gateway.before(server, server, directory, Map.of("rate=50r/s", "rate=100000r/s")));
        return URI.create("http://127.0.0.1:" + gateway.port());
    }

    @Override
    protected URI baseUrl() {
        return baseUrl;
    }

    @Override
    protected StoreFixture store() {
        return raw;
    }

    @Override
    protected URI baseUrlOnAStoreThatIsDown() {
        return baseUrlOnAStoreThatIsDown;
    }
}
