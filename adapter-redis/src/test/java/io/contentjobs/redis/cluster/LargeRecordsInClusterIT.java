package io.contentjobs.redis.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.RecordUnreadableException;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.testing.RealCluster;
import io.contentjobs.redis.testing.RealRedis;
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

/** The connections to the masters of a Cluster are limited, too, and go on after a reply that was skipped. */
final class LargeRecordsInClusterIT {
    private static final String MIB_2 = "x".repeat(2 << 20);

    @RegisterExtension
    static final RealCluster CLUSTER = new RealCluster();

    @Test
    void large_hash_is_unreadable_and_jobs_beside_it_are_answered() throws Exception {
        List<JobId> large = Stream.generate(Jobs::id).limit(8).toList();
        List<Job> small = Stream.generate(Jobs::processing).limit(8).toList();
        for (JobId id : large) {
            CLUSTER.fixture().raw().hset("job:" + id, Map.of("status", "PENDING", "log", MIB_2));
        }
        small.forEach(CLUSTER.fixture()::put);
        List<Callable<Void>> polls = new ArrayList<>();
        for (JobId id : large) {
            polls.addAll(Collections.nCopies(4, () -> {
                assertThatThrownBy(() -> CLUSTER.reader().find(id)).isInstanceOf(RecordUnreadableException.class);
                return null;
            }));
        }
        for (Job job : small) {
            polls.addAll(Collections.nCopies(4, () -> {
                assertThat(CLUSTER.reader().find(job.id())).contains(job);
                return null;
            }));
        }
        Collections.shuffle(polls);

        ExecutorService threads = Executors.newFixedThreadPool(polls.size());
        try {
            for (Future<Void> poll : threads.invokeAll(polls)) {
                poll.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    /** The first reads may go alone, since the slots are not known yet. */
    @Test
    void large_status_is_skipped_and_statuses_beside_it_are_read() {
        List<JobId> large = Stream.generate(Jobs::id).limit(8).toList();
        List<Job> small = Stream.generate(Jobs::processing).limit(8).toList();
        large.forEach(id -> CLUSTER.fixture().raw().hset("job:" + id, "status", "\"PENDING\"" + " ".repeat(5000)));
        small.forEach(CLUSTER.fixture()::put);
        List<JobId> ids =
                Stream.concat(large.stream(), small.stream().map(Job::id)).toList();

        try (RedisStore store = RedisStore.connect(CLUSTER.url(), RealRedis.TIMEOUT)) {
            for (int look = 0; look < 3; look++) {
                var found = store.statuses().findStatuses(ids);

                assertThat(large).allSatisfy(id -> assertThat(found.get(id)).isEmpty());
                assertThat(small)
                        .allSatisfy(job -> assertThat(found.get(job.id())).contains(JobStatus.PROCESSING));
            }
        }
    }
}
