package io.contentjobs.bootstrap.endtoend;

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
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract through everything: HTTP, the wired whole, a real Redis and what others write into it. */
final class EndToEndIT extends GetJobStatusContract {
    private static final Closer CLOSER = new Closer();

    private static RawRedis raw;
    private static GetJobStatus subject;
    private static GetJobStatus subjectOnAStoreThatIsDown;

    @BeforeAll
    static void start() throws Exception {
        RedisProcess redis = CLOSER.add(RedisProcess.start());
        raw = CLOSER.add(new RawRedis(redis.port()));
        subject = serving(redis.port());
        subjectOnAStoreThatIsDown = serving(CLOSER.add(new ClosedPort()).port());
    }

    @AfterAll
    static void stop() {
        CLOSER.close();
    }

    private static GetJobStatus serving(int redisPort) throws Exception {
        Map<String, String> environment = Map.of("HTTP_PORT", "0", "REDIS_URL", "redis://127.0.0.1:" + redisPort);
        ContentJobs jobs = ContentJobs.start(Settings.from(environment), Clock.systemUTC());
        return new HttpJobStatus(CLOSER.add(jobs).httpPort());
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
