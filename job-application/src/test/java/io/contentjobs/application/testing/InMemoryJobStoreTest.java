package io.contentjobs.application.testing;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.RecordJobProgress;
import org.junit.jupiter.api.Nested;

/** The contracts of the ports for the store in memory, and those of the use cases on that store. */
final class InMemoryJobStoreTest {
    private final InMemoryJobStore store = new InMemoryJobStore();
    private final JobStatusLookup lookup = new JobStatusLookup(store);

    private static InMemoryJobStore down() {
        InMemoryJobStore down = new InMemoryJobStore();
        down.setAvailable(false);
        return down;
    }

    @Nested
    final class Reader extends JobReaderContract {
        @Override
        protected InMemoryJobStore reader() {
            return store;
        }

        @Override
        protected InMemoryJobStore store() {
            return store;
        }

        @Override
        protected InMemoryJobStore readerOfAStoreThatIsDown() {
            return down();
        }
    }

    @Nested
    final class StatusReader extends JobStatusReaderContract {
        @Override
        protected InMemoryJobStore reader() {
            return store;
        }

        @Override
        protected InMemoryJobStore store() {
            return store;
        }

        @Override
        protected InMemoryJobStore readerOfAStoreThatIsDown() {
            return down();
        }
    }

    @Nested
    final class Writer extends JobWriterContract {
        @Override
        protected InMemoryJobStore writer() {
            return store;
        }

        @Override
        protected InMemoryJobStore reader() {
            return store;
        }

        @Override
        protected InMemoryJobStore store() {
            return store;
        }

        @Override
        protected InMemoryJobStore writerToAStoreThatIsDown() {
            return down();
        }
    }

    @Nested
    final class Lookup extends GetJobStatusContract {
        @Override
        protected GetJobStatus subject() {
            return lookup;
        }

        @Override
        protected InMemoryJobStore store() {
            return store;
        }

        @Override
        protected GetJobStatus subjectOnAStoreThatIsDown() {
            return new JobStatusLookup(down());
        }
    }

    @Nested
    final class Recorder extends RecordJobProgressContract {
        @Override
        protected RecordJobProgress subject() {
            return new JobProgressRecorder(store, store);
        }

        @Override
        protected GetJobStatus jobs() {
            return lookup;
        }

        @Override
        protected InMemoryJobStore reader() {
            return store;
        }

        @Override
        protected InMemoryJobStore store() {
            return store;
        }

        @Override
        protected RecordJobProgress subjectOnAStoreThatIsDown() {
            return new JobProgressRecorder(down(), down());
        }
    }

    @Nested
    final class KilledWorker extends KilledWorkerContract {
        @Override
        protected InMemoryJobStore reader() {
            return store;
        }

        @Override
        protected InMemoryJobStore writer() {
            return store;
        }

        @Override
        protected InMemoryJobStore store() {
            return store;
        }
    }
}
