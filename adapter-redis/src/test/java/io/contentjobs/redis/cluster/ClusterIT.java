package io.contentjobs.redis.cluster;

import static io.contentjobs.redis.testing.StoreFailures.assertUnreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.Verdict;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.testing.RealCluster;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.util.JedisClusterCRC16;

final class ClusterIT {
    private static final String MIB_2 = "x".repeat(2 << 20);

    @RegisterExtension
    static final RealCluster CLUSTER = new RealCluster();

    @Test
    void jobs_of_all_masters_are_found() {
        for (int i = 0; i < 50; i++) {
            Job job = Jobs.pending();
            CLUSTER.writer().create(job);

            assertThat(CLUSTER.reader().find(job.id())).contains(job);
            assertThat(CLUSTER.writer().advance(job.id(), JobStatus.FAILED))
                    .isEqualTo(Verdict.applied(JobStatus.FAILED));
        }
        assertThat(CLUSTER.store().answers()).isTrue();
    }

    @Test
    void reader_and_writer_follow_a_slot_that_has_moved() {
        CLUSTER.reader().find(Jobs.id());
        Job written = jobInEmptySlotOfFirst();
        Job read = jobInEmptySlotOfFirst();

        CLUSTER.topology().move(slot(written), CLUSTER.second());
        CLUSTER.writer().create(written);
        assertThat(CLUSTER.reader().find(written.id())).contains(written);

        CLUSTER.topology().move(slot(read), CLUSTER.second());
        CLUSTER.fixture().put(read);
        assertThat(CLUSTER.reader().find(read.id())).contains(read);
    }

    @Test
    void new_store_answers_at_once() {
        for (int i = 0; i < 5; i++) {
            try (RedisStore store = RedisStore.connect(CLUSTER.url(), RealCluster.TIMEOUT)) {
                assertThat(store.answers()).isTrue();
            }
        }
    }

    @Test
    void large_hashes_are_unreadable_and_concurrent_reads_of_other_jobs_are_served() throws Exception {
        List<JobId> large = Stream.generate(Jobs::id).limit(8).toList();
        List<Job> small = Stream.generate(Jobs::processing).limit(8).toList();
        large.forEach(id -> CLUSTER.raw().hset("job:" + id, Map.of("status", "PENDING", "log", MIB_2)));
        small.forEach(CLUSTER.fixture()::put);
        List<Callable<Object>> polls = new ArrayList<>();
        large.forEach(id -> polls.addAll(Collections.nCopies(
                4, () -> assertUnreadable(() -> CLUSTER.reader().find(id)))));
        small.forEach(job -> polls.addAll(Collections.nCopies(
                4, () -> assertThat(CLUSTER.reader().find(job.id())).contains(job))));
        Collections.shuffle(polls);

        ExecutorService threads = Executors.newFixedThreadPool(polls.size());
        try {
            for (Future<Object> poll : threads.invokeAll(polls)) {
                poll.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    /** The first reads may go alone, since the client does not know the slots yet. */
    @Test
    void large_statuses_are_skipped_and_the_others_are_read() {
        List<JobId> large = Stream.generate(Jobs::id).limit(8).toList();
        List<Job> small = Stream.generate(Jobs::processing).limit(8).toList();
        large.forEach(id -> CLUSTER.raw().hset("job:" + id, "status", "\"PENDING\"" + " ".repeat(5000)));
        small.forEach(CLUSTER.fixture()::put);
        List<JobId> ids =
                Stream.concat(large.stream(), small.stream().map(Job::id)).toList();

        try (RedisStore store = RedisStore.connect(CLUSTER.url(), RealCluster.TIMEOUT)) {
            for (int i = 0; i < 3; i++) {
                var found = store.statuses().findStatuses(ids);

                assertThat(large).allSatisfy(id -> assertThat(found.get(id)).isEmpty());
                assertThat(small)
                        .allSatisfy(job -> assertThat(found.get(job.id())).contains(JobStatus.PROCESSING));
            }
        }
    }

    private static Job jobInEmptySlotOfFirst() {
        return Stream.generate(Jobs::pending)
                .filter(job -> slot(job) < 8_000)
                .filter(job -> CLUSTER.first()
                        .ask("CLUSTER", "COUNTKEYSINSLOT", Integer.toString(slot(job)))
                        .equals("0"))
                .findFirst()
                .orElseThrow();
    }

    private static int slot(Job job) {
        return JedisClusterCRC16.getSlot("job:" + job.id());
    }
}
