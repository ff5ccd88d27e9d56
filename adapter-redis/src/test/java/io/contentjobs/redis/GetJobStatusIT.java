package io.contentjobs.redis;

import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.testing.GetJobStatusContract;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.redis.testing.RealRedis;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetJobStatusIT extends GetJobStatusContract {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    @Override
    protected GetJobStatus subject() {
        return new JobStatusLookup(REDIS.reader());
    }

    @Override
    protected StoreFixture store() {
        return REDIS.fixture();
    }

    @Override
    protected GetJobStatus subjectOnAStoreThatIsDown() {
        return new JobStatusLookup(REDIS.readerOfAStoreThatIsDown());
    }
}
