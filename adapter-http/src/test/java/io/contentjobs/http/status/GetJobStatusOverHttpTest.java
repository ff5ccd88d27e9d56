package io.contentjobs.http.status;

import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.testing.GetJobStatusContract;
import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.http.Mount;
import io.contentjobs.http.testing.HttpGetJobStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of {@link GetJobStatus}, kept over HTTP. */
@ParameterizedClass
@EnumSource(Mount.class)
final class GetJobStatusOverHttpTest extends GetJobStatusContract {
    private final InMemoryJobStore store = new InMemoryJobStore();
    private final Mount.Served server;

    GetJobStatusOverHttpTest(Mount mount) {
        server = mount.serve(new JobStatusLookup(store));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected GetJobStatus subject() {
        return new HttpGetJobStatus(server.port());
    }

    @Override
    protected StoreFixture store() {
        return store;
    }

    @Override
    protected GetJobStatus subjectOnAStoreThatIsDown() {
        store.setAvailable(false);
        return subject();
    }
}
