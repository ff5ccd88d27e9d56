package io.contentjobs.http;

import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.JobStatusWatcher;
import io.contentjobs.application.testing.InMemoryJobStore;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.GetJobStatus;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.http.connection.ConnectionLimits;
import io.contentjobs.http.status.ResourceOptions;
import io.contentjobs.http.testing.Await;
import io.contentjobs.http.testing.RawConnection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ServerConnector;

/** A server on a store in memory, whose jobs can be waited for, and all that a test does with them. */
public final class Waiting implements AutoCloseable {
    /** Longer than any test takes: what ends earlier has not ended because of the time. */
    public static final Duration LONG = Duration.ofMinutes(2);

    private final InMemoryJobStore store = new InMemoryJobStore();
    private final AtomicInteger reports = new AtomicInteger();
    private final AtomicReference<Runnable> afterNextReport = new AtomicReference<>(Waiting::nothing);
    private final JobStatusWatcher watcher;
    private final Mount.Served server;

    /** Starts a server that has all the time that there is. */
    public Waiting(Mount mount, int maxWaiters) {
        this(mount, maxWaiters, HttpListener.NONE);
    }

    public Waiting(Mount mount, int maxWaiters, HttpListener listener) {
        this(mount, maxWaiters, LONG, limits(maxWaiters), listener);
    }

    public Waiting(Mount mount, int maxWaiters, Duration heartbeat) {
        this(mount, maxWaiters, heartbeat, limits(maxWaiters), HttpListener.NONE);
    }

    public Waiting(Mount mount, int maxWaiters, ConnectionLimits limits) {
        this(mount, maxWaiters, LONG, limits, HttpListener.NONE);
    }

    private Waiting(Mount mount, int maxWaiters, Duration heartbeat, ConnectionLimits limits, HttpListener listener) {
        GetJobStatus quiet = new JobStatusLookup(store);
        GetJobStatus lookup = id -> {
            JobReport report = quiet.getJobStatus(id);
            reports.incrementAndGet();
            afterNextReport.getAndSet(Waiting::nothing).run();
            return report;
        };
        watcher = new JobStatusWatcher(store, lookup, Duration.ofMillis(2));
        ResourceOptions options =
                new ResourceOptions(Duration.ofSeconds(2), LONG, maxWaiters, heartbeat, Duration.ofMillis(20));
        server = mount.serve(options, limits, lookup, watcher, listener);
    }

    private static ConnectionLimits limits(int maxWaiters) {
        return ConnectionLimits.of(maxWaiters, Duration.ofSeconds(75));
    }

    public InMemoryJobStore store() {
        return store;
    }

    public RawConnection connect() {
        return RawConnection.to(server.port());
    }

    public int port() {
        return server.port();
    }

    public JobId pending() {
        Job job = Jobs.pending();
        store.put(job);
        return job.id();
    }

    public JobId processing() {
        Job job = Jobs.processing();
        store.put(job);
        return job.id();
    }

    public JobId ended() {
        JobId id = processing();
        complete(id);
        return id;
    }

    public void start(JobId id) {
        store.advance(id, JobStatus.PROCESSING);
    }

    public void complete(JobId id) {
        complete(id, Jobs.imageUrls());
    }

    public void complete(JobId id, ImageUrls urls) {
        Job ended = Jobs.completed(id);
        store.putImageUrls(Jobs.draftOf(ended), urls);
        store.put(ended);
    }

    /** Returns how often a job has been reported on. */
    public int reports() {
        return reports.get();
    }

    /** Takes the store down on the thread that is the next to be told of a job, before it goes on. */
    public void loseStoreAfterNextReport() {
        afterNextReport.set(() -> store.setAvailable(false));
    }

    /** Takes the store down until somebody has noticed. */
    public void loseStore() {
        store.setAvailable(false);
        long before = store.refusals();
        Await.until(() -> store.refusals() > before);
    }

    /** Has the system take as little of an answer as it can, on connections from now on, before the client reads. */
    public Waiting withSmallSendBuffer() {
        for (Connector connector : server.javalin().jettyServer().server().getConnectors()) {
            ((ServerConnector) connector).setAcceptedSendBufferSize(1_024);
        }
        return this;
    }

    public int streams() {
        return server.resource().streams();
    }

    public int waiters() {
        return server.resource().waiters();
    }

    /** Waits until so many wait, or are about to. */
    public void awaitWaiters(int count) {
        Await.until(() -> server.resource().waiters() == count && watcher.waiting() == count);
    }

    private static void nothing() {}

    public void endWaiting() {
        watcher.close();
    }

    @Override
    public void close() {
        watcher.close();
        server.close();
    }
}
