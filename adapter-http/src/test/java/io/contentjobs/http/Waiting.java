package io.contentjobs.http;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ServerConnector;

/** A server on a store in memory, whose jobs can be waited for, and all that a test does with them. */
final class Waiting implements AutoCloseable {
    /** Longer than any test takes: what ends earlier has not ended because of the time. */
    static final Duration LONG = Duration.ofMinutes(2);

    /** Has all the time that there is. */
    static final Timing PATIENT = new Timing(Duration.ofSeconds(75), LONG, Duration.ofMillis(20));

    static Timing idle(Duration idle) {
        return new Timing(idle, LONG, PATIENT.outagePause());
    }

    static Timing heartbeat(int millis) {
        return new Timing(PATIENT.idle(), Duration.ofMillis(millis), PATIENT.outagePause());
    }

    private final InMemoryJobStore store = new InMemoryJobStore();
    private final AtomicInteger reports = new AtomicInteger();
    private final AtomicReference<Runnable> afterNextReport = new AtomicReference<>(Waiting::nothing);
    private final JobStatusWatcher watcher;
    private final Mount.Served server;

    Waiting(Mount mount, int maxWaiters, Timing timing) {
        this(mount, maxWaiters, timing, HttpListener.NONE);
    }

    Waiting(Mount mount, int maxWaiters, Timing timing, HttpListener listener) {
        this(mount, maxWaiters, timing, ConnectionLimits.of(maxWaiters), listener);
    }

    Waiting(Mount mount, int maxWaiters, Timing timing, ConnectionLimits limits, HttpListener listener) {
        GetJobStatus quiet = new JobStatusLookup(store);
        GetJobStatus lookup = id -> {
            JobReport report = quiet.getJobStatus(id);
            reports.incrementAndGet();
            afterNextReport.getAndSet(Waiting::nothing).run();
            return report;
        };
        watcher = new JobStatusWatcher(store, lookup, Duration.ofMillis(2));
        HttpOptions options = new HttpOptions("127.0.0.1", 0, Duration.ofSeconds(2), LONG, maxWaiters);
        server = mount.serve(options, lookup, watcher, timing, limits, listener);
    }

    InMemoryJobStore store() {
        return store;
    }

    RawConnection connect() {
        return RawConnection.to(server.port());
    }

    int port() {
        return server.port();
    }

    /** Returns the request of a GET with these fields. */
    static String get(JobId id, String... fields) {
        return request("GET", id, "", fields);
    }

    static String request(String method, JobId id, String query, String... fields) {
        StringBuilder request = new StringBuilder(method + " /api/content/jobs/" + id + "/status" + query);
        request.append(" HTTP/1.1\r\nHost: h\r\n");
        for (String field : fields) {
            request.append(field).append("\r\n");
        }
        return request.append("\r\n").toString();
    }

    JobId pending() {
        Job job = Jobs.pending();
        store.put(job);
        return job.id();
    }

    JobId processing() {
        Job job = Jobs.processing();
        store.put(job);
        return job.id();
    }

    JobId ended() {
        JobId id = processing();
        complete(id);
        return id;
    }

    void start(JobId id) {
        store.advance(id, JobStatus.PROCESSING);
    }

    void complete(JobId id) {
        complete(id, Jobs.imageUrls());
    }

    void complete(JobId id, ImageUrls urls) {
        Job ended = Jobs.completed(id);
        store.putImageUrls(Jobs.draftOf(ended), urls);
        store.put(ended);
    }

    /** Returns how often a job has been reported on. */
    int reports() {
        return reports.get();
    }

    /** Takes the store down on the thread that is the next to be told of a job, before it goes on. */
    void loseStoreAfterNextReport() {
        afterNextReport.set(() -> store.setAvailable(false));
    }

    /** Takes the store down until somebody has noticed. */
    void loseStore() {
        store.setAvailable(false);
        long before = store.refusals();
        await(() -> store.refusals() > before);
    }

    /** Has the system take as little of an answer as it can, on connections from now on, before the client reads. */
    Waiting withSmallSendBuffer() {
        for (Connector connector : server.javalin().jettyServer().server().getConnectors()) {
            ((ServerConnector) connector).setAcceptedSendBufferSize(1_024);
        }
        return this;
    }

    int streams() {
        return server.resource().streams();
    }

    int waiters() {
        return server.resource().waiters();
    }

    /** Waits until so many wait, or are about to. */
    void awaitWaiters(int count) {
        await(() -> server.resource().waiters() == count && watcher.waiting() == count);
    }

    static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(60));
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void nothing() {}

    void endWaiting() {
        watcher.close();
    }

    @Override
    public void close() {
        watcher.close();
        server.close();
    }
}
