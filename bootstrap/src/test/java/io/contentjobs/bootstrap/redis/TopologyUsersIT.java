package io.contentjobs.bootstrap.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.JobProgressRecorder;
import io.contentjobs.application.JobStatusLookup;
import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobId;
import io.contentjobs.domain.JobReport;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.testing.ClusterTopology;
import io.contentjobs.redis.testing.Node;
import io.contentjobs.redis.testing.SentinelTopology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.RedisClient;

/** The documented users record and read behind Sentinels, in a Cluster and in another database. */
@Tag("full")
final class TopologyUsersIT {
    private static final int JOBS = 30;

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    @Test
    void documented_users_of_a_cluster_are_refused_nothing() throws Exception {
        ClusterTopology cluster = deployment.add(ClusterTopology.start(false));
        tell(cluster.servers(), "");
        tell(cluster.servers(), "cluster");

        recordAndRead(user -> cluster.url().replace("://", "://" + credentials(user)));
        moveASlotAndRead(cluster);

        assertThat(cluster.servers()).allSatisfy(TopologyUsersIT::assertNothingRefused);
    }

    @Test
    void documented_users_behind_sentinels_are_refused_nothing() throws Exception {
        SentinelTopology topology = deployment.add(SentinelTopology.start(false));
        tell(topology.servers(), "");
        tell(topology.sentinels(), "sentinel");

        recordAndRead(user -> topology.url().replace("://", "://" + credentials(user)) + "?sentinelUser="
                + RedisUsers.SENTINEL + "&sentinelPassword=" + RedisUsers.password(RedisUsers.SENTINEL));

        assertThat(topology.servers()).allSatisfy(TopologyUsersIT::assertNothingRefused);
        assertThat(topology.sentinels()).allSatisfy(TopologyUsersIT::assertNothingRefused);
    }

    @Test
    void documented_users_of_another_database_are_refused_nothing() throws Exception {
        RedisProcess redis = deployment.redis();
        RedisClient raw = deployment.raw().commands();
        RedisUsers.make(raw, "database");

        recordAndRead(user -> RedisUsers.url(user, redis.port()) + "/3");

        assertThat(Denials.in(raw)).isEmpty();
        assertThat(raw.dbSize()).isZero();
    }

    private void recordAndRead(UnaryOperator<String> urlOf) {
        RedisStore written = store(urlOf.apply(RedisUsers.WRITER));
        RedisStore read = store(urlOf.apply(RedisUsers.READER));
        Await.until("a store that answers", () -> written.answers() && read.answers());
        var worker = new JobProgressRecorder(written.reader(), written.writer(Duration.ofHours(1), Duration.ofDays(7)));
        var reader = new JobStatusLookup(read.reader());
        List<JobId> ids = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            JobId id = worker.submit(Jobs.draft(), Jobs.TYPE);
            ImageUrls urls = Jobs.imageUrls();
            ids.add(id);
            worker.start(id);
            if (i % 2 == 0) {
                worker.complete(id, urls);
                assertThat(reader.getJobStatus(id)).isEqualTo(new JobReport.Completed(urls));
            } else {
                worker.fail(id, "no GPU");
                assertThat(reader.getJobStatus(id)).isEqualTo(new JobReport.Failed("no GPU"));
            }
        }
        assertThat(read.statuses().findStatuses(ids))
                .hasSize(JOBS)
                .allSatisfy((id, status) -> assertThat(status).isPresent());
    }

    /** A read of a slot that is being moved sends ASKING. */
    private void moveASlotAndRead(ClusterTopology cluster) {
        RedisStore read = store(cluster.url().replace("://", "://" + credentials(RedisUsers.READER)));
        Await.until("a store that answers", read::answers);
        JobId id = Jobs.id();
        Node from = cluster.masterOf("job:" + id);
        Node to = cluster.masters().stream()
                .filter(node -> node != from)
                .findFirst()
                .orElseThrow();
        String slot = from.ask("CLUSTER", "KEYSLOT", "job:" + id);
        to.ask("CLUSTER", "SETSLOT", slot, "IMPORTING", from.ask("CLUSTER", "MYID"));
        from.ask("CLUSTER", "SETSLOT", slot, "MIGRATING", to.ask("CLUSTER", "MYID"));

        assertThat(read.reader().find(id)).isEqualTo(Optional.empty());
    }

    private RedisStore store(String url) {
        return deployment.add(RedisStore.connect(RedisUrl.parse(url), Duration.ofSeconds(5)));
    }

    private static String credentials(String user) {
        return user + ":" + RedisUsers.password(user) + "@";
    }

    private static void tell(List<Node> nodes, String part) {
        for (List<String> line : RedisUsers.lines(part)) {
            assertThat(nodes)
                    .allSatisfy(node ->
                            assertThat(node.ask(line.toArray(String[]::new))).isEqualTo("OK"));
        }
    }

    private static void assertNothingRefused(Node node) {
        assertThat(node.ask("ACL", "LOG")).isEqualTo("[]");
    }
}
