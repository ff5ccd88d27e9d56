package io.contentjobs.redis.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.testing.Node;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever becomes of the hints, each listener learns of each change, once, at the latest by the slow sweep. */
final class WatchedJobsIT {
    private static final int JOBS = 200;

    @Test
    void connection_that_is_killed_every_100_ms_under_load() throws Exception {
        ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();
        try (Node server = Node.start();
                WatchedJobs jobs = new WatchedJobs(urlOf(server))) {
            Future<?> killing =
                    killer.scheduleAtFixedRate(() -> LostHintsIT.kill(server), 0, 100, TimeUnit.MILLISECONDS);
            for (int i = 0; i < 10; i++) {
                tellAll(jobs);
            }
            assertThat(killing).as("no kill has failed").isNotDone();
            killer.shutdown();
            assertThat(killer.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            Await.until("hints", () -> jobs.isHinted(Jobs.id()));
        } finally {
            killer.shutdownNow();
        }
    }

    @Test
    void permission_that_is_taken_away() throws IOException {
        try (Node server = Node.start()) {
            server.ask("ACL", "SETUSER", "reader", "on", ">pw", "~*", "+@all");
            RedisUrl reader = RedisUrl.parse("redis://reader:pw@127.0.0.1:" + server.port());
            try (WatchedJobs jobs = new WatchedJobs(reader, urlOf(server))) {
                List<JobId> ids = jobs.watch(JOBS);
                Await.until("hints", () -> jobs.isHinted(ids.get(0)));
                server.ask("ACL", "SETUSER", "reader", "-client|tracking");
                LostHintsIT.kill(server);
                Await.until("no hints", () -> !jobs.isHinted(ids.get(0)));
                tellAll(jobs, ids);
            }
        }
    }

    @Test
    void table_of_the_server_is_too_small() throws IOException {
        try (Node server = Node.start("--tracking-table-max-keys", "100");
                WatchedJobs jobs = new WatchedJobs(urlOf(server))) {
            List<JobId> ids = jobs.watch(1000);
            Await.until("hints", () -> jobs.isHinted(ids.get(0)));
            tellAll(jobs, ids);
        }
    }

    @Test
    void all_records_are_removed() throws IOException {
        try (Node server = Node.start();
                WatchedJobs jobs = new WatchedJobs(urlOf(server))) {
            List<JobId> ids = jobs.watch(JOBS);
            Await.until("hints", () -> jobs.isHinted(ids.get(0)));
            server.ask("FLUSHALL");
            ids.forEach(jobs::awaitFailure);
            jobs.assertTold(ids, JobStatus.PENDING);
        }
    }

    /** Redis pushes nothing when the time of a key is over. */
    @Test
    void record_expires() throws IOException {
        try (Node server = Node.start("--enable-debug-command", "local");
                WatchedJobs jobs = new WatchedJobs(urlOf(server))) {
            server.ask("DEBUG", "SET-ACTIVE-EXPIRE", "0");
            List<JobId> ids = jobs.watch(JOBS);
            Await.until("hints", () -> jobs.isHinted(ids.get(0)));
            ids.forEach(id -> server.ask("PEXPIRE", "job:" + id, "300"));
            ids.forEach(jobs::awaitFailure);
            jobs.assertTold(ids, JobStatus.PENDING);
        }
    }

    /** Redis pushes nothing for SWAPDB. */
    @Test
    void databases_are_swapped() throws IOException {
        try (Node server = Node.start();
                WatchedJobs jobs = new WatchedJobs(urlOf(server));
                WatchedJobs other = new WatchedJobs(RedisUrl.parse(urlOf(server) + "/1"))) {
            List<JobId> ids = jobs.watch(JOBS);
            Await.until("hints", () -> jobs.isHinted(ids.get(0)));
            ids.forEach(id -> other.worker().create(Jobs.bare(id, JobStatus.PROCESSING)));
            server.ask("SWAPDB", "0", "1");
            ids.forEach(id -> jobs.awaitTold(id, JobStatus.PROCESSING));
            jobs.assertTold(ids, JobStatus.PENDING, JobStatus.PROCESSING);
        }
    }

    @Test
    @Tag("full")
    void server_hangs_several_times() throws Exception {
        try (Node server = Node.start();
                WatchedJobs jobs = new WatchedJobs(urlOf(server))) {
            for (int i = 0; i < 3; i++) {
                List<JobId> ids = jobs.watch(JOBS);
                Await.until("hints", () -> jobs.isHinted(ids.get(0)));
                server.signal("STOP");
                Await.until("no hints", () -> !jobs.isHinted(ids.get(0)));
                server.signal("CONT");
                tellAll(jobs, ids);
            }
        }
    }

    static void tellAll(WatchedJobs jobs) {
        tellAll(jobs, jobs.watch(JOBS));
    }

    static void tellAll(WatchedJobs jobs, List<JobId> ids) {
        jobs.advance(ids, JobStatus.PROCESSING);
        jobs.advance(ids, JobStatus.FAILED);
        jobs.assertTold(ids, JobStatus.PENDING, JobStatus.PROCESSING, JobStatus.FAILED);
    }

    private static RedisUrl urlOf(Node server) {
        return RedisUrl.parse("redis://127.0.0.1:" + server.port());
    }
}
