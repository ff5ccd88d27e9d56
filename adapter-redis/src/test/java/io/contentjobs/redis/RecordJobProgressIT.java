package io.contentjobs.redis;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.testing.RecordJobProgressContract;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.redis.testing.RealRedis;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RecordJobProgressIT extends RecordJobProgressContract {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    @Override
    protected RecordJobProgress subject() {
        return new JobProgressRecorder(REDIS.reader(), REDIS.writer());
    }

    @Override
    protected GetJobStatus jobs() {
        return new JobStatusLookup(REDIS.reader());
    }

    @Override
    protected JobReader reader() {
        return REDIS.reader();
    }

    @Override
    protected StoreFixture store() {
        return REDIS.fixture();
    }

    @Override
    protected RecordJobProgress subjectOnAStoreThatIsDown() {
        return new JobProgressRecorder(REDIS.readerOfAStoreThatIsDown(), REDIS.writerToAStoreThatIsDown());
    }

    @Override
    protected int racers() {
        return 32;
    }

    @Override
    protected int racedJobs() {
        return 2_000;
    }
}
