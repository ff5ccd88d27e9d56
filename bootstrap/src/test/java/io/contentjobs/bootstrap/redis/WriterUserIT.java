package io.contentjobs.bootstrap.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.testing.RecordJobProgressContract;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.testing.ClosedPort;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.RecordJobProgress;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The whole contract of recording, with a Redis user that may record and no more; Redis refuses that user nothing. */
final class WriterUserIT extends RecordJobProgressContract {
    private static final Closer CLOSER = new Closer();

    private static RawRedis raw;
    private static RedisStore store;
    private static RedisStore down;

    @BeforeAll
    static void start() throws Exception {
        RedisProcess redis = CLOSER.add(RedisProcess.start());
        raw = CLOSER.add(new RawRedis(redis.port()));
        RedisUsers.make(raw.commands());
        store = storeAt(redis.port());
        down = storeAt(CLOSER.add(new ClosedPort()).port());
    }

    @AfterAll
    static void stop() {
        CLOSER.close();
    }

    @AfterEach
    void nothing_was_refused() {
        assertThat(Denials.in(raw.commands())).isEmpty();
    }

    private static RedisStore storeAt(int port) {
        RedisUrl url = RedisUrl.parse(RedisUsers.url(RedisUsers.WRITER, port));
        return CLOSER.add(RedisStore.connect(url, Duration.ofSeconds(5)));
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
