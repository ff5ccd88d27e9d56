package io.contentjobs.bootstrap.gateway;

import io.contentjobs.application.testing.GetJobStatusContract;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.bootstrap.testing.ClosedPort;
import io.contentjobs.bootstrap.testing.HttpJobStatus;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.redis.RedisProcess;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The contract through the gateway: what servers answer reaches clients as it is. */
@Tag("full")
final class GatewayContractIT extends GetJobStatusContract {
    private static final Closer CLOSER = new Closer();

    @TempDir
    private static Path directory;

    private static RawRedis raw;
    private static GetJobStatus subject;
    private static GetJobStatus subjectOnAStoreThatIsDown;

    @BeforeAll
    static void start() throws Exception {
        RedisProcess redis = CLOSER.add(RedisProcess.start());
        raw = CLOSER.add(new RawRedis(redis.port()));
        subject = behindAGateway(redis.port());
        subjectOnAStoreThatIsDown = behindAGateway(CLOSER.add(new ClosedPort()).port());
    }

    @AfterAll
    static void stop() {
        CLOSER.close();
    }

    private static GetJobStatus behindAGateway(int redisPort) throws Exception {
        Map<String, String> environment = Map.of("HTTP_PORT", "0", "REDIS_URL", "redis://127.0.0.1:" + redisPort);
        ContentJobs one = CLOSER.add(ContentJobs.start(Settings.from(environment), Clock.systemUTC()));
        ContentJobs other = CLOSER.add(ContentJobs.start(Settings.from(environment), Clock.systemUTC()));
        Gateway gateway = CLOSER.add(
                Gateway.before(one.httpPort(), other.httpPort(), directory, Map.of("rate=50r/s", "rate=100000r/s")));
        return new HttpJobStatus(gateway.port());
    }

    @Override
    protected GetJobStatus subject() {
        return subject;
    }

    @Override
    protected StoreFixture store() {
        return raw;
    }

    @Override
    protected GetJobStatus subjectOnAStoreThatIsDown() {
        return subjectOnAStoreThatIsDown;
    }
}
