package io.contentjobs.redis.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.Verdict;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.testing.Node;
import io.contentjobs.redis.testing.RealStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Cluster of one node on 127.0.0.2, which does not tell its host. A client that guesses 127.0.0.1 is refused. */
final class HostlessClusterIT {
    private static final String ADDRESS = "127.0.0.2";

    @ParameterizedTest
    @ValueSource(strings = {"ip", "unknown-endpoint", "hostname"})
    void store_reads_and_writes_a_node_that_does_not_tell_its_host(String endpointType) throws Exception {
        Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
        try (Node node = Node.start("--cluster-enabled", "yes", "--cluster-preferred-endpoint-type", endpointType)) {
            node.ownAllSlots();
            node.bindTo(ADDRESS);
            RedisUrl url = RedisUrl.parse("redis-cluster://" + ADDRESS + ":" + node.port());
            try (RedisStore store = RedisStore.connect(url, RealStore.TIMEOUT)) {
                JobWriter writer = RealStore.writer(store);
                Job job = Jobs.pending();

                writer.create(job);

                assertThat(store.reader().find(job.id())).contains(job);
                assertThat(writer.advance(job.id(), JobStatus.PROCESSING))
                        .isEqualTo(Verdict.applied(JobStatus.PROCESSING));
                assertThat(store.statuses().findStatuses(List.of(job.id())))
                        .isEqualTo(Map.of(job.id(), Optional.of(JobStatus.PROCESSING)));
                assertThat(store.answers()).isTrue();
            }
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(uncaught).isEmpty();
    }
}
