package io.contentjobs.redis.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.Verdict;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.testing.Await;
import io.contentjobs.redis.testing.Node;
import io.contentjobs.redis.testing.RealRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;

/** A Cluster of one node, which does not say where it is, on 127.0.0.2: a client that guesses 127.0.0.1 is refused. */
final class HostlessClusterIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String ADDRESS = "127.0.0.2";

    @Test
    void node_that_never_met_another_is_read_and_written() throws Exception {
        assertServes("ip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown-endpoint", "hostname"})
    void node_that_tells_no_host_is_read_and_written(String endpointType) throws Exception {
        assertServes(endpointType);
    }

    private static void assertServes(String endpointType) throws Exception {
        Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
        try (Node node = Node.start("--cluster-enabled", "yes", "--cluster-preferred-endpoint-type", endpointType)) {
            node.ask("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
            Await.until("a node that serves", () -> node.ask("CLUSTER", "INFO").contains("cluster_state:ok"));
            node.bindTo(ADDRESS);
            RedisUrl url = RedisUrl.parse("redis-cluster://" + new HostAndPort(ADDRESS, node.port()));
            try (RedisStore store = RedisStore.connect(url, TIMEOUT)) {
                JobWriter writer = store.writer(RealRedis.JOB_TTL, RealRedis.IMAGE_TTL);
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
