package io.contentjobs.application;

import io.contentjobs.application.testing.GetJobStatusContract;
import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.domain.GetJobStatus;

final class JobStatusLookupContractTest extends GetJobStatusContract {
    private final InMemoryJobStore store = new InMemoryJobStore();

    @Override
    protected GetJobStatus subject() {
        return new JobStatusLookup(store);
    }

    @Override
    protected StoreFixture store() {
        return store;
    }

    @Override
    protected GetJobStatus subjectOnAStoreThatIsDown() {
        InMemoryJobStore down = new InMemoryJobStore();
        down.setAvailable(false);
        return new JobStatusLookup(down);
    }
}
