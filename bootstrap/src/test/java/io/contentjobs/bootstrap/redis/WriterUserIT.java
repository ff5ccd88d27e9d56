package io.contentjobs.bootstrap.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.testing.RecordJobProgressContract;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.testing.ClosedPort;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of recording with a Redis user that may record and no more. Redis refuses that user nothing. */
final class WriterUserIT extends RecordJobProgressContract {
    @RegisterExtension
    private static final Deployment DEPLOYMENT = new Deployment();

    private static RawRedis raw;
    private static RedisStore store;
    private static RedisStore down;

    @BeforeAll
    static void start() throws Exception {
        raw = DEPLOYMENT.raw();
        RedisUsers.make(raw.commands());
        store = storeAt(DEPLOYMENT.redis().port());
        down = storeAt(DEPLOYMENT.add(new ClosedPort()).port());
    }

    @AfterEach
    void redis_has_refused_nothing() {
        assertThat(Denials.in(raw.commands())).isEmpty();
    }

    private static RedisStore storeAt(int port) {
        RedisUrl url = RedisUrl.parse(RedisUsers.url(RedisUsers.WRITER, port));
        return DEPLOYMENT.add(RedisStore.connect(url, Duration.ofSeconds(5)));
    }

    private static RecordJobProgress recorder(RedisStore to) {
        return new JobProgressRecorder(to.reader(), to.writer(Duration.ofHours(1), Duration.ofDays(7)));
    }

    @Override
    protected RecordJobProgress subject() {
        return recorder(store);
    }

    @Override
    protected GetJobStatus jobs() {
        return new JobStatusLookup(store.reader());
    }

    @Override
    protected JobReader reader() {
        return store.reader();
    }

    @Override
    protected StoreFixture store() {
        return raw;
    }

    @Override
    protected RecordJobProgress subjectOnAStoreThatIsDown() {
        return recorder(down);
    }

    @Override
    protected int racedJobs() {
        return 20;
    }
}
