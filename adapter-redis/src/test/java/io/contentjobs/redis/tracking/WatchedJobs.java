package io.contentjobs.redis.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.JobStatusWatcher;
import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.AwaitJobStatus;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobException;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.testing.RealStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Jobs that a watcher watches over one store, while a worker changes them over another one. */
final class WatchedJobs implements AutoCloseable {
    /** The slow sweep of the watcher, the time-out, and what a slow machine adds. */
    static final Duration MAX_LAG = Duration.ofSeconds(2 + 1 + 4);

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final Map<JobId, Told> told = new ConcurrentHashMap<>();
    private final HintedReader probe;
    private final RedisStore store;
    private final RedisStore workersStore;
    private final JobWriter worker;
    private final JobStatusWatcher watcher;

    WatchedJobs(RedisUrl url) {
        this(url, url);
    }

    /** @param watched the URL of the store of the watcher */
    WatchedJobs(RedisUrl watched, RedisUrl workers) {
        probe = new HintedReader(watched);
        store = RedisStore.connect(watched, TIMEOUT);
        workersStore = RedisStore.connect(workers, TIMEOUT);
        worker = RealStore.writer(workersStore);
        watcher = new JobStatusWatcher(store.statuses(), new JobStatusLookup(store.reader()));
    }

    JobWriter worker() {
        return worker;
    }

    /** Returns whether the store gives hints for this job now. */
    boolean isHinted(JobId id) {
        return probe.isHinted(id);
    }

    /** Creates a pending job, and subscribes to it. */
    JobId watch() {
        Job job = Jobs.bare(Jobs.id(), JobStatus.PENDING);
        repeat(writer -> writer.create(job));
        watch(job.id());
        return job.id();
    }

    void watch(JobId id) {
        Told listener = new Told();
        told.put(id, listener);
        watcher.subscribe(id, null, listener);
    }

    List<JobId> watch(int count) {
        List<JobId> ids = Stream.generate(this::watch).limit(count).toList();
        ids.forEach(id -> awaitTold(id, JobStatus.PENDING));
        return ids;
    }

    /** Changes each job as soon as the store lets the worker do it, and waits until each listener was told. */
    void advance(List<JobId> ids, JobStatus next) {
        for (JobId id : ids) {
            repeat(writer -> assertThat(writer.advance(id, next).status()).isEqualTo(next));
            told(id).changedAt = System.nanoTime();
        }
        ids.forEach(id -> awaitTold(id, next));
    }

    void awaitTold(JobId id, JobStatus status) {
        long changed = told(id).changedAt;
        Await.until(
                "a listener told of " + id + " " + status + ", not " + told(id).statuses,
                () -> told(id).last() == status || told(id).failure != null);
        assertThat(told(id).failure).isNull();
        assertThat(Duration.ofNanos(told(id).toldAt - changed)).isLessThan(MAX_LAG);
    }

    void awaitFailure(JobId id) {
        Await.within(MAX_LAG, "a failure told", () -> told(id).failure != null);
    }

    /** Fails if a listener was told anything but these statuses, each once. */
    void assertTold(List<JobId> ids, JobStatus... statuses) {
        ids.forEach(id -> assertThat(told(id).statuses).containsExactly(statuses));
    }

    private Told told(JobId id) {
        return Objects.requireNonNull(told.get(id));
    }

    private void repeat(Consumer<JobWriter> change) {
        Await.until("a store that can be written", () -> {
            change.accept(worker);
            return true;
        });
    }

    @Override
    public void close() {
        watcher.close();
        probe.close();
        store.close();
        workersStore.close();
    }

    private static final class Told implements AwaitJobStatus.Listener {
        private final List<JobStatus> statuses = new CopyOnWriteArrayList<>();
        private volatile long changedAt = System.nanoTime();
        private volatile long toldAt;
        private volatile @Nullable JobException failure;

        @Nullable JobStatus last() {
            return statuses.isEmpty() ? null : statuses.get(statuses.size() - 1);
        }

        @Override
        public void reported(JobReport report) {
            toldAt = System.nanoTime();
            statuses.add(report.status());
        }

        @Override
        public void failed(JobException why) {
            failure = why;
        }

        @Override
        public void stopped() {}
    }
}
