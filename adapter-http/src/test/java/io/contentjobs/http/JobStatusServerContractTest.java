package io.contentjobs.http;

import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.testing.GetJobStatusContract;
import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.domain.GetJobStatus;
import org.junit.jupiter.api.AfterAll;

/** The contract of {@link GetJobStatus}, kept over HTTP. */
final class JobStatusServerContractTest extends GetJobStatusContract {
    private static final InMemoryJobStore STORE = new InMemoryJobStore();
    private static final InMemoryJobStore DOWN = new InMemoryJobStore();
    private static final JobStatusServer SERVER = Servers.polled(new JobStatusLookup(STORE));
    private static final JobStatusServer SERVER_ON_DOWN = Servers.polled(new JobStatusLookup(DOWN));

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
