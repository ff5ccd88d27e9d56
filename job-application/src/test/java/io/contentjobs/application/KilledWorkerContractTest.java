package io.contentjobs.application;

import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.application.testing.KilledWorkerContract;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobWriter;

final class KilledWorkerContractTest extends KilledWorkerContract {
    private final InMemoryJobStore store = new InMemoryJobStore();

    @Override
    protected JobReader reader() {
        return store;
    }

    @Override
    protected JobWriter writer() {
        return store;
    }

    @Override
    protected StoreFixture store() {
        return store;
    }
}
