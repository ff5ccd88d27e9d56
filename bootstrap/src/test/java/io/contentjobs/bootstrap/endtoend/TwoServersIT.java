package io.contentjobs.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.testing.ClusterTopology;
import io.contentjobs.redis.testing.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two servers on one Cluster give the same answers while a master of the Cluster is replaced. */
@Tag("full")
final class TwoServersIT {
    private static final int JOBS = 40;
    private static final int CLIENTS = 4;

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    private final Map<JobId, JobStatus> known = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong unavailable = new AtomicLong();
    private List<Client> servers = List.of();
    private volatile boolean stopped;

    @AfterEach
    void stop() {
        stopped = true;
    }

    @Test
    void status_never_goes_back_for_clients_that_switch_between_the_servers() throws Exception {
        ClusterTopology topology = deployment.add(ClusterTopology.start(false));
        RedisStore store = deployment.add(RedisStore.connect(RedisUrl.parse(topology.url()), Duration.ofSeconds(1)));
        JobWriter writer = store.writer(Duration.ofHours(1), Duration.ofDays(7));
        JobProgressRecorder worker = new JobProgressRecorder(store.reader(), writer);
        List<Job> jobs = Stream.generate(Jobs::processing).limit(JOBS).toList();
        for (Job job : jobs) {
            writer.create(job);
            known.put(job.id(), JobStatus.PROCESSING);
        }
        servers = List.of(serverOn(topology), serverOn(topology));
        for (int i = 0; i < CLIENTS; i++) {
            Thread client = new Thread(this::ask, "client");
            client.setDaemon(true);
            client.start();
        }
        complete(worker, jobs.subList(0, JOBS / 2));
        awaitAnswers();
        assertThat(unavailable).hasValue(0);
        topology.awaitReplicas();

        Node master = topology.masterOf("job:" + jobs.get(0).id());
        master.signal("KILL");
        complete(worker, jobs.subList(JOBS / 2, JOBS));
        topology.awaitSuccessorOf(master);

        for (Job job : jobs) {
            for (Client server : servers) {
                Await.until(
                        "the end of each job at each server",
                        () -> server.getJobStatus(job.id()).status() == JobStatus.COMPLETED);
            }
        }
        awaitAnswers();
        assertThat(wrong).isEmpty();
    }

    private Client serverOn(ClusterTopology topology) throws Exception {
        return new Client(deployment.server("REDIS_URL", topology.url(), "REDIS_TIMEOUT", "1s"));
    }

    private void ask() {
        List<JobId> ids = List.copyOf(known.keySet());
        while (!stopped) {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            JobId id = ids.get(random.nextInt(ids.size()));
            JobStatus before = known.get(id);
            try {
                JobReport report = servers.get(random.nextInt(servers.size())).getJobStatus(id);
                if (report.status().compareTo(before) < 0) {
                    wrong.add(id + " was " + before + " and then " + report);
                }
                answered.incrementAndGet();
            } catch (StoreUnavailableException away) {
                unavailable.incrementAndGet();
            } catch (RuntimeException | Error unexpected) {
                if (!stopped) {
                    wrong.add(id + ": " + unexpected);
                }
            }
        }
    }

    /** Repeats a call that fails, as a worker does. */
    private void complete(JobProgressRecorder worker, List<Job> jobs) {
        for (Job job : jobs) {
            Await.until("a completed job", () -> {
                worker.complete(job.id(), Jobs.imageUrls());
                return true;
            });
            known.put(job.id(), JobStatus.COMPLETED);
        }
    }

    private void awaitAnswers() {
        long enough = answered.get() + 10 * JOBS;
        Await.until("answers", () -> answered.get() > enough);
    }
}
