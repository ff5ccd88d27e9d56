package io.contentjobs.http.testing;

import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.JobStatusWatcher;
import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.http.HttpOptions;
import io.contentjobs.http.JobStatusServer;
import java.net.URI;
import java.time.Duration;

/** A server of its own on a free port, with a store in memory. */
public final class ServedJobs implements AutoCloseable {
    private static final HttpOptions OPTIONS =
            new HttpOptions("127.0.0.1", 0, Duration.ofSeconds(2), Duration.ofSeconds(10), 50);

    private final InMemoryJobStore store = new InMemoryJobStore();
    private final JobStatusWatcher watcher;
    private final JobStatusServer server;

    private ServedJobs() {
        var lookup = new JobStatusLookup(store);
        watcher = new JobStatusWatcher(store, lookup, Duration.ofMillis(2));
        server = JobStatusServer.start(OPTIONS, lookup, watcher);
    }

    /** Starts a server. */
    public static ServedJobs start() {
        return new ServedJobs();
    }

    /** Starts a server whose store cannot be asked. */
    public static ServedJobs startOnAStoreThatIsDown() {
        ServedJobs served = new ServedJobs();
        served.store.setAvailable(false);
        return served;
    }

    /** Returns the store that the server reads. */
    public InMemoryJobStore store() {
        return store;
    }

    /** Returns where the server is. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    @Override
    public void close() {
        watcher.close();
        server.close();
    }
}
