package io.contentjobs.redis.tracking;

import io.contentjobs.application.testing.Await;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.testing.ClusterTopology;
import io.contentjobs.redis.testing.ManagedFailOver;
import io.contentjobs.redis.testing.Node;
import io.contentjobs.redis.testing.RedisProxy;
import io.contentjobs.redis.testing.SentinelTopology;
import io.contentjobs.redis.testing.Topology;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Other servers get the watched jobs: each listener learns of each change, once, and the new servers give hints. */
final class WatchedFailOverIT {
    private static final int JOBS = 100;

    @Test
    void other_server_behind_the_address() throws Exception {
        try (Node first = Node.start("--repl-diskless-sync-delay", "0");
                Node second = Node.start("--repl-diskless-sync-delay", "0");
                RedisProxy address = RedisProxy.plain(first.port())) {
            survive(
                    "redis://127.0.0.1:" + address.port(),
                    ManagedFailOver.behindOneAddress(first, second, address::leadTo));
        }
    }

    @Test
    @Tag("full")
    void planned_fail_over_by_sentinels() throws Exception {
        try (SentinelTopology topology = SentinelTopology.start(false)) {
            survive(topology.url(), ManagedFailOver.by(topology));
        }
    }

    @Test
    @Tag("full")
    void planned_fail_over_in_a_cluster() throws Exception {
        try (ClusterTopology topology = ClusterTopology.start(false)) {
            survive(topology.url(), ManagedFailOver.by(topology));
        }
    }

    @ParameterizedTest(name = "in a Cluster: {0}, {1}")
    @CsvSource({"false, KILL", "false, STOP", "true, KILL", "true, STOP"})
    @Tag("full")
    void master_goes_away(boolean inCluster, String signal) throws Exception {
        try (Topology topology = inCluster ? ClusterTopology.start(false) : SentinelTopology.start(false);
                WatchedJobs jobs = new WatchedJobs(RedisUrl.parse(topology.url()))) {
            List<JobId> ids = watchWithHints(jobs);
            topology.awaitReplicas();
            Node master = topology.masterOf("job:" + ids.get(0));
            master.signal(signal);
            topology.awaitSuccessorOf(master);
            WatchedJobsIT.tellAll(jobs, ids);
            if (signal.equals("STOP")) {
                master.signal("CONT");
                topology.awaitDemotionOf(master);
            }
            awaitHints(jobs, ids);
            WatchedJobsIT.tellAll(jobs, watchWithHints(jobs));
        }
    }

    /** A slot moves as in a resharding, with its keys and without: Redis pushes nothing for a missing key. */
    @Test
    void slots_move_in_a_cluster() throws Exception {
        try (ClusterTopology topology = ClusterTopology.ofMasters(2);
                WatchedJobs jobs = new WatchedJobs(RedisUrl.parse(topology.url()))) {
            List<JobId> ids = watchWithHints(jobs);
            jobs.advance(ids, JobStatus.PROCESSING);
            Node from = topology.masters().get(0);
            ids.stream()
                    .filter(id -> topology.masterOf("job:" + id) == from)
                    .collect(Collectors.groupingBy(id -> JedisClusterCRC16.getSlot("job:" + id)))
                    .values()
                    .stream()
                    .filter(inOneSlot -> inOneSlot.size() == 1)
                    .limit(10)
                    .forEach(alone -> move(topology, from, alone.get(0)));
            jobs.advance(ids, JobStatus.FAILED);
            jobs.assertTold(ids, JobStatus.PENDING, JobStatus.PROCESSING, JobStatus.FAILED);
            awaitHints(jobs, ids);
        }
    }

    /**
     * Moves the slot of a job whose key is the only one in it. All slots move in one direction: if both masters took over slots,
     * their configuration epochs could collide, and then each might name the other one as the owner.
     */
    private static void move(ClusterTopology topology, Node from, JobId id) {
        String key = "job:" + id;
        Node to = topology.masters().get(1);
        String slot = Integer.toString(JedisClusterCRC16.getSlot(key));
        to.ask("CLUSTER", "SETSLOT", slot, "IMPORTING", from.ask("CLUSTER", "MYID"));
        from.ask("CLUSTER", "SETSLOT", slot, "MIGRATING", to.ask("CLUSTER", "MYID"));
        from.ask("MIGRATE", "127.0.0.1", Integer.toString(to.port()), key, "0", "5000");
        topology.move(JedisClusterCRC16.getSlot(key), to);
    }

    private static void survive(String url, ManagedFailOver failOver) throws Exception {
        try (WatchedJobs jobs = new WatchedJobs(RedisUrl.parse(url))) {
            for (int i = 0; i < 2; i++) {
                List<JobId> ids = watchWithHints(jobs);
                jobs.advance(ids, JobStatus.PROCESSING);
                failOver.run();
                jobs.advance(ids, JobStatus.FAILED);
                jobs.assertTold(ids, JobStatus.PENDING, JobStatus.PROCESSING, JobStatus.FAILED);
                awaitHints(jobs, ids);
            }
        }
    }

    private static List<JobId> watchWithHints(WatchedJobs jobs) {
        List<JobId> ids = jobs.watch(JOBS);
        awaitHints(jobs, ids);
        return ids;
    }

    private static void awaitHints(WatchedJobs jobs, List<JobId> ids) {
        ids.forEach(id -> Await.until("a hinted job", () -> jobs.isHinted(id)));
    }
}
