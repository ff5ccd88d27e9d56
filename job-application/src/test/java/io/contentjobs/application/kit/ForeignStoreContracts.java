package io.contentjobs.application.kit;

import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.application.testing.JobReaderContract;
import io.contentjobs.application.testing.JobStatusReaderContract;
import io.contentjobs.application.testing.JobWriterContract;
import io.contentjobs.application.testing.KilledWorkerContract;
import io.contentjobs.application.testing.LifetimeContract;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobStatusReader;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.RecordJobProgress;
import java.time.Duration;
import java.util.Optional;

/** The contracts as another author extends them. {@link PlantedFaultsTest} runs them with faults. */
final class ForeignStoreContracts {
    private ForeignStoreContracts() {}

    private static ForeignStore down() {
        InMemoryJobStore down = new InMemoryJobStore();
        down.setAvailable(false);
        return new ForeignStore(down);
    }

    static final class Reader extends JobReaderContract {
        private final InMemoryJobStore records = new InMemoryJobStore();
        private final ForeignStore store = new ForeignStore(records);

        @Override
        protected JobReader reader() {
            return store;
        }

        @Override
        protected StoreFixture store() {
            return records;
        }

        @Override
        protected JobReader readerOfAStoreThatIsDown() {
            return down();
        }
    }

    static final class StatusReader extends JobStatusReaderContract {
        private final InMemoryJobStore records = new InMemoryJobStore();
        private final ForeignStore store = new ForeignStore(records);

        @Override
        protected JobStatusReader reader() {
            return store;
        }

        @Override
        protected StoreFixture store() {
            return records;
        }

        @Override
        protected JobStatusReader readerOfAStoreThatIsDown() {
            return down();
        }
    }

    static final class Writer extends JobWriterContract {
        private final InMemoryJobStore records = new InMemoryJobStore();
        private final ForeignStore store = new ForeignStore(records);

        @Override
        protected JobWriter writer() {
            return store;
        }

        @Override
        protected JobReader reader() {
            return store;
        }

        @Override
        protected StoreFixture store() {
            return records;
        }

        @Override
        protected JobWriter writerToAStoreThatIsDown() {
            return down();
        }
    }

    static final class Lifetime extends LifetimeContract {
        private final InMemoryJobStore records = new InMemoryJobStore();
        private final ForeignStore.Lifetimes lifetimes = new ForeignStore.Lifetimes();

        @Override
        protected JobWriter writer(Duration jobLifetime, Duration imageLifetime) {
            return new ForeignStore(records, lifetimes, jobLifetime, imageLifetime);
        }

        @Override
        protected JobReader reader() {
            return new ForeignStore(records, lifetimes, ForeignStore.JOB_LIFETIME, ForeignStore.JOB_LIFETIME);
        }

        @Override
        protected Optional<Duration> remainingLifetime(JobId id) {
            return Optional.ofNullable(lifetimes.byRecord.get(id));
        }

        @Override
        protected Optional<Duration> remainingLifetimeOfError(JobId id) {
            return Optional.ofNullable(lifetimes.byRecord.get("error of " + id));
        }

        @Override
        protected Optional<Duration> remainingLifetimeOfImages(EventDraftId id) {
            return Optional.ofNullable(lifetimes.byRecord.get(id));
        }
    }

    static final class KilledWorker extends KilledWorkerContract {
        private final InMemoryJobStore records = new InMemoryJobStore();
        private final ForeignStore store = new ForeignStore(records);

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
            return records;
        }

        @Override
        protected RecordJobProgress progress(JobReader reader, JobWriter writer) {
            return new ForeignRecorder(reader, writer);
        }
    }
}
