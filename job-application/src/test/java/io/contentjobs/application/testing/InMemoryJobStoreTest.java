package io.contentjobs.application.testing;

import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobStatusReader;
import io.contentjobs.domain.JobWriter;
import org.junit.jupiter.api.Nested;

/** The fake keeps the contracts that real stores keep. */
final class InMemoryJobStoreTest {
    private static InMemoryJobStore down() {
        InMemoryJobStore store = new InMemoryJobStore();
        store.setAvailable(false);
        return store;
    }

    @Nested
    final class Read extends JobReaderContract {
        private final InMemoryJobStore store = new InMemoryJobStore();

        @Override
        protected JobReader reader() {
            return store;
        }

        @Override
        protected StoreFixture store() {
            return store;
        }

        @Override
        protected JobReader readerOfAStoreThatIsDown() {
            return down();
        }
    }

    @Nested
    final class StatusesRead extends JobStatusReaderContract {
        private final InMemoryJobStore store = new InMemoryJobStore();

        @Override
        protected JobStatusReader reader() {
            return store;
        }

        @Override
        protected StoreFixture store() {
            return store;
        }

        @Override
        protected JobStatusReader readerOfAStoreThatIsDown() {
            return down();
        }
    }

    @Nested
    final class Written extends JobWriterContract {
        private final InMemoryJobStore store = new InMemoryJobStore();

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
            return store;
        }

        @Override
        protected JobWriter writerToAStoreThatIsDown() {
            return down();
        }
    }
}
