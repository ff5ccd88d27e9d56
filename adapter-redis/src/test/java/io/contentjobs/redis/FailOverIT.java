package io.contentjobs.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.JobStatusWatcher;
import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.pipeline.ReadPipeline;
import io.contentjobs.redis.testing.ClusterTopology;
import io.contentjobs.redis.testing.LoggedLines;
import io.contentjobs.redis.testing.Node;
import io.contentjobs.redis.testing.RealStore;
import io.contentjobs.redis.testing.SentinelTopology;
import io.contentjobs.redis.testing.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A master goes away under load, as in a crash or when a machine freezes and thaws. Calls of two stores fail until there
 * is another master, and no longer. Neither store contradicts what was known of a job.
 */
@Tag("full")
final class FailOverIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration SLACK = Duration.ofSeconds(15);
    private static final Duration WAIT = Duration.ofMinutes(4);
    private static final int JOBS = 40;

    private final Map<JobId, Future<JobReport>> waiting = new HashMap<>();
    private final ExecutorService waiters = Executors.newCachedThreadPool();

    @AfterEach
    void stopWaiting() {
        waiters.shutdownNow();
    }

    @ParameterizedTest(name = "{0}, TLS: {1}, {2}")
    @CsvSource({
        "SENTINEL, false, KILL",
        "SENTINEL, false, STOP",
        "SENTINEL, true, KILL",
        "CLUSTER, false, KILL",
        "CLUSTER, false, STOP",
        "CLUSTER, true, KILL"
    })
    void master_that_goes_away_under_load_is_replaced(RedisUrl.Topology kind, boolean overTls, String signal)
            throws Exception {
        try (Topology topology = kind == RedisUrl.Topology.CLUSTER
                        ? ClusterTopology.start(overTls)
                        : SentinelTopology.start(overTls);
                RedisStore one = connect(topology);
                RedisStore other = connect(topology);
                LoggedLines log = new LoggedLines(ReadPipeline.class);
                JobLoad load = new JobLoad(List.of(one, other));
                JobStatusWatcher watcher = watcher(one);
                JobStatusWatcher otherWatcher = watcher(other)) {
            assertThat(topology.url()).startsWith(overTls ? "rediss-" : "redis-");
            List<Job> unfinished = new ArrayList<>();
            for (int i = 0; i < JOBS; i++) {
                putCompleted(one, load);
                unfinished.add(putProcessing(other, load));
            }
            topology.awaitReplicas();
            for (Job job : unfinished) {
                await(job, unfinished.indexOf(job) % 2 == 0 ? watcher : otherWatcher);
            }
            Await.until("waiters", () -> watcher.waiting() + otherWatcher.waiting() == JOBS);
            load.start();
            awaitProgress(load);
            assertThat(load.failures()).isEmpty();
            assertThat(topology.plainClients() == 0).isEqualTo(overTls);

            Node master = topology.masterOf("job:" + unfinished.get(0).id());
            master.signal(signal);
            topology.awaitSuccessorOf(master);
            long replaced = System.nanoTime();

            complete(unfinished, one, load);
            for (Job job : unfinished) {
                assertThat(Objects.requireNonNull(waiting.get(job.id())).get(60, TimeUnit.SECONDS))
                        .isEqualTo(completed(job));
            }
            if (signal.equals("STOP")) {
                master.signal("CONT");
                topology.awaitDemotionOf(master);
            }
            awaitProgress(load);
            load.stop();
            assertThat(load.wrong()).isEmpty();
            assertThat(log.lines()).isEmpty();
            assertThat(load.failures()).isNotEmpty().allSatisfy(failure -> {
                assertThat(failure.at() - replaced).isLessThan(SLACK.toNanos());
                assertThat(failure.took()).isLessThan(TIMEOUT.plus(SLACK));
            });
        }
    }

    private static RedisStore connect(Topology topology) {
        return RedisStore.connect(RedisUrl.parse(topology.url()), TIMEOUT);
    }

    private static JobStatusWatcher watcher(RedisStore store) {
        return new JobStatusWatcher(store.statuses(), new JobStatusLookup(store.reader()), Duration.ofMillis(200));
    }

    private static void putCompleted(RedisStore store, JobLoad load) {
        Job job = Jobs.completed();
        ImageUrls urls = Jobs.imageUrls();
        RealStore.writer(store).storeImageUrls(Jobs.draftOf(job), urls);
        RealStore.writer(store).create(job);
        load.know(job.id(), new JobReport.Completed(urls));
    }

    private static Job putProcessing(RedisStore store, JobLoad load) {
        Job job = Jobs.processing();
        RealStore.writer(store).create(job);
        load.know(job.id(), new JobReport.InProgress(JobStatus.PROCESSING));
        return job;
    }

    private void await(Job job, JobStatusWatcher watcher) {
        waiting.put(job.id(), waiters.submit(() -> watcher.await(job.id(), report -> false, WAIT)));
    }

    /** As a worker does, who repeats a call that failed. */
    private static void complete(List<Job> jobs, RedisStore store, JobLoad load) throws InterruptedException {
        JobProgressRecorder worker = new JobProgressRecorder(store.reader(), RealStore.writer(store));
        for (Job job : jobs) {
            Await.until("a job completed", () -> {
                try {
                    worker.complete(job.id(), urls(job));
                    return true;
                } catch (StoreUnavailableException away) {
                    return false;
                }
            });
            load.know(job.id(), completed(job));
        }
    }

    private static JobReport completed(Job job) {
        return new JobReport.Completed(urls(job));
    }

    private static ImageUrls urls(Job job) {
        String path = "https://cdn.example.com/" + job.id();
        return new ImageUrls(path + "/simple.png", path + "/fancy.png", path + "/trendy.png");
    }

    /** Waits for so many answers that each job is asked for, in all likelihood. */
    private static void awaitProgress(JobLoad load) throws InterruptedException {
        long reads = load.reads() + 20 * JOBS;
        long writes = load.writes() + 50;
        Await.until("answers", () -> load.reads() > reads && load.writes() > writes);
    }
}
