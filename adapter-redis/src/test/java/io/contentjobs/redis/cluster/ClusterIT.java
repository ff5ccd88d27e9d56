package io.contentjobs.redis.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.Verdict;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.testing.ClusterNodes;
import io.contentjobs.redis.testing.RealCluster;
import io.contentjobs.redis.testing.RealRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.util.JedisClusterCRC16;

final class ClusterIT {
    @RegisterExtension
    static final RealCluster CLUSTER = new RealCluster();

    @Test
    void jobs_of_all_nodes_are_found() {
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
    void slot_that_has_moved_is_followed() {
        CLUSTER.reader().find(Jobs.id());
        Job written = jobInEmptySlotOfFirst();
        Job read = jobInEmptySlotOfFirst();

        moveToSecond(written);
        CLUSTER.writer().create(written);
        assertThat(CLUSTER.reader().find(written.id())).contains(written);

        moveToSecond(read);
        CLUSTER.fixture().put(read);
        assertThat(CLUSTER.reader().find(read.id())).contains(read);
    }

    @Test
    void store_that_was_just_connected_answers() {
        for (int i = 0; i < 5; i++) {
            try (RedisStore store = RedisStore.connect(CLUSTER.url(), RealRedis.TIMEOUT)) {
                assertThat(store.answers()).isTrue();
            }
        }
    }

    private static Job jobInEmptySlotOfFirst() {
        while (true) {
            Job job = Jobs.pending();
            if (slot(job) < 8_000 && ClusterNodes.isEmpty(slot(job), CLUSTER.first())) {
                return job;
            }
        }
    }

    private static void moveToSecond(Job job) {
        ClusterNodes.move(slot(job), CLUSTER.second(), CLUSTER.first(), CLUSTER.second());
    }

    private static int slot(Job job) {
        return JedisClusterCRC16.getSlot("job:" + job.id());
    }
}
