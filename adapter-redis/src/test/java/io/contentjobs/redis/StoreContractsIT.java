package io.contentjobs.redis;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.testing.GetJobStatusContract;
import io.contentjobs.application.testing.JobReaderContract;
import io.contentjobs.application.testing.JobStatusReaderContract;
import io.contentjobs.application.testing.JobWriterContract;
import io.contentjobs.application.testing.KilledWorkerContract;
import io.contentjobs.application.testing.LifetimeContract;
import io.contentjobs.application.testing.RecordJobProgressContract;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobStatusReader;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.redis.testing.RealCluster;
import io.contentjobs.redis.testing.RealRedis;
import io.contentjobs.redis.testing.RealStore;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The contracts of the ports, on one server and in a Cluster. */
@ParameterizedClass(name = "{0}")
@MethodSource("stores")
record StoreContractsIT(RealStore redis) {
    static Stream<RealStore> stores() {
        return Stream.of(new RealRedis(), new RealCluster());
    }

    @Nested
    final class Reader extends JobReaderContract {
        @Override
        protected JobReader reader() {
            return redis.reader();
        }

        @Override
        protected StoreFixture store() {
            return redis.fixture();
        }

        @Override
        protected JobReader readerOfAStoreThatIsDown() {
            return redis.storeThatIsDown().reader();
        }
    }

    @Nested
    final class StatusReader extends JobStatusReaderContract {
        @Override
        protected JobStatusReader reader() {
            return redis.statuses();
        }

        @Override
        protected StoreFixture store() {
            return redis.fixture();
        }

        @Override
        protected JobStatusReader readerOfAStoreThatIsDown() {
            return redis.storeThatIsDown().statuses();
        }
    }

    @Nested
    final class Writer extends JobWriterContract {
        @Override
        protected JobWriter writer() {
            return redis.writer();
        }

        @Override
        protected JobReader reader() {
            return redis.reader();
        }

        @Override
        protected StoreFixture store() {
            return redis.fixture();
        }

        @Override
        protected JobWriter writerToAStoreThatIsDown() {
            return RealStore.writer(redis.storeThatIsDown());
        }
    }

    @Nested
    final class Lookup extends GetJobStatusContract {
        @Override
        protected GetJobStatus subject() {
            return new JobStatusLookup(redis.reader());
        }

        @Override
        protected StoreFixture store() {
            return redis.fixture();
        }

        @Override
        protected GetJobStatus subjectOnAStoreThatIsDown() {
            return new JobStatusLookup(redis.storeThatIsDown().reader());
        }
    }

    @Nested
    final class Recorder extends RecordJobProgressContract {
        @Override
        protected RecordJobProgress subject() {
            return new JobProgressRecorder(redis.reader(), redis.writer());
        }

        @Override
        protected GetJobStatus jobs() {
            return new JobStatusLookup(redis.reader());
        }

        @Override
        protected JobReader reader() {
            return redis.reader();
        }

        @Override
        protected StoreFixture store() {
            return redis.fixture();
        }

        @Override
        protected RecordJobProgress subjectOnAStoreThatIsDown() {
            RedisStore down = redis.storeThatIsDown();
            return new JobProgressRecorder(down.reader(), RealStore.writer(down));
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

    @Nested
    final class Lifetime extends LifetimeContract {
        @Override
        protected JobWriter writer(Duration jobLifetime, Duration imageLifetime) {
            return redis.store().writer(jobLifetime, imageLifetime);
        }

        @Override
        protected JobReader reader() {
            return redis.reader();
        }

        @Override
        protected Optional<Duration> remainingLifetime(JobId id) {
            return remaining("job:" + id);
        }

        @Override
        protected Optional<Duration> remainingLifetimeOfError(JobId id) {
            return remaining("job:" + id + ":error");
        }

        @Override
        protected Optional<Duration> remainingLifetimeOfImages(EventDraftId id) {
            return remaining("content:image:" + id);
        }

        /** PTTL is negative if there is no key, or if it does not expire. */
        private Optional<Duration> remaining(String key) {
            long millis = redis.raw().pttl(key);
            return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
        }
    }

    @Nested
    final class KilledWorker extends KilledWorkerContract {
        @Override
        protected JobReader reader() {
            return redis.reader();
        }

        @Override
        protected JobWriter writer() {
            return redis.writer();
        }

        @Override
        protected StoreFixture store() {
            return redis.fixture();
        }
    }
}
