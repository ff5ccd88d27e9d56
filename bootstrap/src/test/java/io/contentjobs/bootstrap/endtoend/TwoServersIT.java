package io.contentjobs.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.bootstrap.testing.Figures;
import io.contentjobs.bootstrap.testing.HttpJobStatus;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.testing.Await;
import io.contentjobs.redis.testing.ClusterTopology;
import io.contentjobs.redis.testing.Node;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any server answers for any other: clients go to one of two at random, while a master of their Cluster is replaced. */
@Tag("full")
final class TwoServersIT {
    private static final int JOBS = 40;
    private static final int CLIENTS = 4;

    private final Closer closer = new Closer();
    private final Map<JobId, JobStatus> known = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final List<HttpJobStatus> servers = new ArrayList<>();
    private volatile boolean stopped;

    @AfterEach
    void stop() {
        stopped = true;
        closer.close();
    }

    @Test
    void clients_that_switch_between_servers_see_nothing_go_back() throws Exception {
        ClusterTopology topology = closer.add(ClusterTopology.start(false));
        RedisStore store = closer.add(RedisStore.connect(RedisUrl.parse(topology.url()), Duration.ofSeconds(1)));
        JobWriter writer = store.writer(Duration.ofHours(1), Duration.ofDays(7));
        JobProgressRecorder worker = new JobProgressRecorder(store.reader(), writer);
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            Job job = Jobs.processing();
            jobs.add(job);
            writer.create(job);
            known.put(job.id(), JobStatus.PROCESSING);
        }
        servers.add(server(topology.url()));
        servers.add(server(topology.url()));
        for (int i = 0; i < CLIENTS; i++) {
            Thread client = new Thread(this::ask, "client");
            client.setDaemon(true);
            client.start();
        }
        complete(worker, jobs.subList(0, JOBS / 2));
        awaitAnswers();
        assertThat(refused).hasValue(0);
        topology.awaitReplicas();

        Node master = topology.masterOf("job:" + jobs.get(0).id());
        long gone = System.nanoTime();
        master.signal("KILL");
        complete(worker, jobs.subList(JOBS / 2, JOBS));
        topology.awaitSuccessorOf(master);
        for (Job job : jobs) {
            for (HttpJobStatus server : servers) {
                Await.until("the end of each job at each server", () -> isCompleted(server, job));
            }
        }
        Figures.note("two servers on a Cluster, a master killed: all well after "
                + Duration.ofNanos(System.nanoTime() - gone).toMillis() + " ms; " + refused + " of "
                + (answered.get() + refused.get()) + " requests were told 503");
        awaitAnswers();
        assertThat(wrong).isEmpty();
    }

    private HttpJobStatus server(String redisUrl) throws Exception {
        Map<String, String> environment = Map.of("HTTP_PORT", "0", "REDIS_URL", redisUrl);
        ContentJobs jobs = ContentJobs.start(Settings.from(environment), Clock.systemUTC());
        return new HttpJobStatus(closer.add(jobs).httpPort());
    }

    private void ask() {
        List<JobId> ids = List.copyOf(known.keySet());
        while (!stopped) {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            JobId id = ids.get(random.nextInt(ids.size()));
            JobStatus before = known.get(id);
            try {
                JobReport told = servers.get(random.nextInt(servers.size())).getJobStatus(id);
                if (told.status().compareTo(before) < 0) {
                    wrong.add(id + " was " + before + " and is told as " + told);
                }
                answered.incrementAndGet();
            } catch (StoreUnavailableException away) {
                refused.incrementAndGet();
            } catch (RuntimeException | Error unexpected) {
                if (!stopped) {
                    wrong.add(id + ": " + unexpected);
                }
            }
        }
    }

    /** As a worker does, who repeats a call that failed. */
    private void complete(JobProgressRecorder worker, List<Job> jobs) throws InterruptedException {
        for (Job job : jobs) {
            Await.until("a job completed", () -> {
                try {
                    worker.complete(job.id(), Jobs.imageUrls());
                    return true;
                } catch (StoreUnavailableException away) {
                    return false;
                }
            });
            known.put(job.id(), JobStatus.COMPLETED);
        }
    }

    private static boolean isCompleted(HttpJobStatus server, Job job) {
        try {
            return server.getJobStatus(job.id()).status() == JobStatus.COMPLETED;
        } catch (StoreUnavailableException away) {
            return false;
        }
    }

    private void awaitAnswers() throws InterruptedException {
        long enough = answered.get() + 10 * JOBS;
        Await.until("answers", () -> answered.get() > enough);
    }
}
