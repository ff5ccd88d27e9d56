package io.contentjobs.redis;

import io.contentjobs.application.testing.KilledWorkerContract;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.redis.testing.RealRedis;
import org.junit.jupiter.api.extension.RegisterExtension;

final class KilledWorkerIT extends KilledWorkerContract {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    @Override
    protected JobReader reader() {
        return REDIS.reader();
    }

    @Override
    protected JobWriter writer() {
        return REDIS.writer();
    }

    @Override
    protected StoreFixture store() {
        return REDIS.fixture();
    }
}
