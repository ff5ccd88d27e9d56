package io.contentjobs.http;

import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.testing.GetJobStatusContract;
import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.domain.GetJobStatus;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;

/** The contract of {@link GetJobStatus}, kept over HTTP. */
final class JobStatusServerContractTest extends GetJobStatusContract {
    private static final HttpOptions OPTIONS = new HttpOptions("127.0.0.1", 0, Duration.ofSeconds(2));
    private static final InMemoryJobStore STORE = new InMemoryJobStore();
    private static final InMemoryJobStore DOWN = new InMemoryJobStore();
    private static final JobStatusServer SERVER = JobStatusServer.start(OPTIONS, new JobStatusLookup(STORE));
    private static final JobStatusServer SERVER_ON_DOWN = JobStatusServer.start(OPTIONS, new JobStatusLookup(DOWN));

    @AfterAll
    static void stop() {
        SERVER.close();
        SERVER_ON_DOWN.close();
    }

    @Override
    protected GetJobStatus subject() {
        return new HttpGetJobStatus(SERVER.port());
    }

    @Override
    protected StoreFixture store() {
        return STORE;
    }

    @Override
    protected GetJobStatus subjectOnAStoreThatIsDown() {
        DOWN.setAvailable(false);
        return new HttpGetJobStatus(SERVER_ON_DOWN.port());
    }
}
