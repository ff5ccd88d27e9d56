package io.contentjobs.http;

import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.JobStatusWatcher;
import io.contentjobs.application.testing.Await;
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
import io.contentjobs.http.testing.RawConnection;
import io.contentjobs.http.testing.RawResponse;
import io.contentjobs.http.testing.Servers;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** A server on a store in memory, its clients, and what a test does with its jobs. */
public final class Waiting implements AutoCloseable {
    /** Longer than any test takes: a wait that ends earlier does not end because its time is up. */
    public static final Duration LONG = Duration.ofMinutes(2);

    static final ConnectionLimits LIMITS = ConnectionLimits.of(Servers.MAX_WAITERS, Duration.ofSeconds(75));

    private final Queue<RawConnection> clients = new ConcurrentLinkedQueue<>();
    private final InMemoryJobStore store = new InMemoryJobStore();
    private final AtomicInteger reports = new AtomicInteger();
    private final AtomicReference<Runnable> afterNextReport = new AtomicReference<>(() -> {});
    private final JobStatusWatcher watcher;
    private final TestServer server;

    /** Starts a server without a short time limit. */
    public Waiting(Mount mount, int maxWaiters) {
        this(mount, maxWaiters, HttpListener.NONE);
    }

    public Waiting(Mount mount, int maxWaiters, HttpListener listener) {
        this(mount, maxWaiters, LONG, LIMITS, listener);
    }

    public Waiting(Mount mount, int maxWaiters, Duration heartbeat) {
        this(mount, maxWaiters, heartbeat, LIMITS, HttpListener.NONE);
    }

    public Waiting(Mount mount, int maxWaiters, ConnectionLimits limits) {
        this(mount, maxWaiters, LONG, limits, HttpListener.NONE);
    }

    private Waiting(Mount mount, int maxWaiters, Duration heartbeat, ConnectionLimits limits, HttpListener listener) {
        GetJobStatus uncounted = new JobStatusLookup(store);
        GetJobStatus lookup = id -> {
            JobReport report = uncounted.getJobStatus(id);
            reports.incrementAndGet();
            afterNextReport.getAndSet(() -> {}).run();
            return report;
        };
        watcher = new JobStatusWatcher(store, lookup, Duration.ofMillis(2));
        ResourceOptions options = new ResourceOptions(Duration.ofSeconds(2), LONG, maxWaiters, heartbeat);
        server = mount.serve(options, limits, lookup, watcher, listener);
    }

    public InMemoryJobStore store() {
        return store;
    }

    /** Connects a client, which is closed together with the server. */
    public RawConnection connect() {
        RawConnection client = RawConnection.to(server.port());
        clients.add(client);
        return client;
    }

    /** Sends the request from this number of clients. */
    public List<RawConnection> sendFrom(int count, String request) {
        return IntStream.range(0, count).mapToObj(i -> connect().send(request)).toList();
    }

    /** Sends the request on a connection of its own, and returns the response. */
    public RawResponse exchange(String request) {
        return RawConnection.exchange(server.port(), request);
    }

    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    public int port() {
        return server.port();
    }

    public JobId pending() {
        return put(Jobs.pending());
    }

    public JobId processing() {
        return put(Jobs.processing());
    }

    private JobId put(Job job) {
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

    /** Takes the store down right after the next report of a job, on the thread that asked for it. */
    public void loseStoreAfterNextReport() {
        afterNextReport.set(() -> store.setAvailable(false));
    }

    /** Takes the store down, and waits until a read has failed. */
    public void loseStore() {
        store.setAvailable(false);
        long before = store.refusals();
        Await.until(() -> store.refusals() > before);
    }

    /** Sets a small send buffer for later connections: the system takes little of an answer before the client reads. */
    public Waiting withSmallSendBuffer() {
        server.connector().setAcceptedSendBufferSize(1_024);
        return this;
    }

    public int streams() {
        return server.resource().streams();
    }

    public int waiters() {
        return server.resource().waiters();
    }

    /** Waits until this number of clients waits or streams. */
    public void awaitWaiters(int count) {
        Await.until(() -> server.resource().waiters() == count && watcher.waiting() == count);
    }

    public void endWaiting() {
        watcher.close();
    }

    /** Stops the server; its clients stay as they are. */
    public void stop() {
        watcher.close();
        server.close();
    }

    @Override
    public void close() {
        clients.forEach(RawConnection::close);
        stop();
    }
}
