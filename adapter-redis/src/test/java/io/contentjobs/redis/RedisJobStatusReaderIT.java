package io.contentjobs.redis;

import io.contentjobs.application.testing.JobStatusReaderContract;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.domain.JobStatusReader;
import io.contentjobs.redis.testing.RealRedis;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RedisJobStatusReaderIT extends JobStatusReaderContract {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    @Override
    protected JobStatusReader reader() {
        return REDIS.statuses();
    }

    @Override
    protected StoreFixture store() {
        return REDIS.fixture();
    }

    @Override
    protected JobStatusReader readerOfAStoreThatIsDown() {
        return REDIS.statusesOfAStoreThatIsDown();
    }
}
