package io.contentjobs.http;

import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.JobStatusWatcher;
import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.application.testing.StoreFixture;
import io.contentjobs.http.contract.JobStatusHttpContract;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;

final class JobStatusServerHttpContractTest extends JobStatusHttpContract {
    private static final InMemoryJobStore STORE = new InMemoryJobStore();
    private static final InMemoryJobStore DOWN = new InMemoryJobStore();
    private static final JobStatusLookup LOOKUP = new JobStatusLookup(STORE);
    private static final JobStatusWatcher WATCHER = new JobStatusWatcher(STORE, LOOKUP, Duration.ofMillis(2));
    private static final JobStatusServer SERVER = JobStatusServer.start(Servers.OPTIONS, LOOKUP, WATCHER);
    private static final JobStatusLookup LOOKUP_ON_DOWN = new JobStatusLookup(DOWN);
    private static final JobStatusWatcher WATCHER_ON_DOWN =
            new JobStatusWatcher(DOWN, LOOKUP_ON_DOWN, Duration.ofMillis(2));
    private static final JobStatusServer SERVER_ON_DOWN =
            JobStatusServer.start(Servers.OPTIONS, LOOKUP_ON_DOWN, WATCHER_ON_DOWN);

    @AfterAll
    static void stop() {
        WATCHER.close();
        WATCHER_ON_DOWN.close();
        SERVER.close();
        SERVER_ON_DOWN.close();
    }

    @Override
    protected URI baseUrl() {
        return URI.create("http://127.0.0.1:" + SERVER.port());
    }

    @Override
    protected StoreFixture store() {
        return STORE;
    }

    @Override
    protected URI baseUrlOnAStoreThatIsDown() {
        DOWN.setAvailable(false);
        return URI.create("http://127.0.0.1:" + SERVER_ON_DOWN.port());
    }
}
