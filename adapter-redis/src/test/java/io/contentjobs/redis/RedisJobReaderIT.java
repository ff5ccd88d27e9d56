package io.contentjobs.redis;

import io.contentjobs.application.testing.JobReaderContract;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.domain.JobReader;
import io.contentjobs.redis.testing.RealRedis;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RedisJobReaderIT extends JobReaderContract {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    @Override
    protected JobReader reader() {
        return REDIS.reader();
    }

    @Override
    protected StoreFixture store() {
        return REDIS.fixture();
    }

    @Override
    protected JobReader readerOfAStoreThatIsDown() {
        return REDIS.readerOfAStoreThatIsDown();
    }
}
