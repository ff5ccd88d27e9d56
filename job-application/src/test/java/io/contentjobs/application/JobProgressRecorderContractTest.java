package io.contentjobs.application;

import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.application.testing.RecordJobProgressContract;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.RecordJobProgress;

final class JobProgressRecorderContractTest extends RecordJobProgressContract {
    private final InMemoryJobStore store = new InMemoryJobStore();

    @Override
    protected RecordJobProgress subject() {
        return new JobProgressRecorder(store, store);
    }

    @Override
    protected GetJobStatus jobs() {
        return new JobStatusLookup(store);
    }

    @Override
    protected JobReader reader() {
        return store;
    }

    @Override
    protected StoreFixture store() {
        return store;
    }

    @Override
    protected RecordJobProgress subjectOnAStoreThatIsDown() {
        InMemoryJobStore down = new InMemoryJobStore();
        down.setAvailable(false);
        return new JobProgressRecorder(down, down);
    }
}
