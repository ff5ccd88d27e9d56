package io.contentjobs.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.redis.testing.ClusterTopology;
import io.contentjobs.redis.testing.ManagedFailOver;
import io.contentjobs.redis.testing.Node;
import io.contentjobs.redis.testing.RedisProxy;
import io.contentjobs.redis.testing.SentinelTopology;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operator replaces masters, one after the other, while a worker goes on. The former master stays up. */
final class ManagedFailOverIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final int MAX_FAILED_CALLS = 2;

    private static final int MANY = 10;

    @Test
    void worker_survives_two_fail_overs_behind_one_address() throws Exception {
        behindOneAddress(2);
    }

    @Test
    @Tag("full")
    void worker_survives_ten_fail_overs_behind_one_address() throws Exception {
        behindOneAddress(MANY);
    }

    @Test
    @Tag("full")
    void worker_survives_ten_fail_overs_by_sentinels() throws Exception {
        try (SentinelTopology topology = SentinelTopology.start(false)) {
            survive(topology.url(), ManagedFailOver.by(topology), MANY);
        }
    }

    @Test
    @Tag("full")
    void worker_survives_ten_fail_overs_in_a_cluster() throws Exception {
        try (ClusterTopology topology = ClusterTopology.start(false)) {
            survive(topology.url(), ManagedFailOver.by(topology), MANY);
        }
    }

    private static void behindOneAddress(int times) throws Exception {
        try (Node first = Node.start("--repl-diskless-sync-delay", "0");
                Node second = Node.start("--repl-diskless-sync-delay", "0");
                RedisProxy address = RedisProxy.plain(first.port())) {
            survive(
                    "redis://127.0.0.1:" + address.port(),
                    ManagedFailOver.behindOneAddress(first, second, address::leadTo),
                    times);
        }
    }

    private static void survive(String url, ManagedFailOver failOver, int times) throws Exception {
        try (RedisStore store = RedisStore.connect(RedisUrl.parse(url), TIMEOUT);
                SteadyWorker worker = new SteadyWorker(store)) {
            for (int i = 0; i < times; i++) {
                awaitProgress(worker);
                int before = worker.failedCalls();
                failOver.run();
                awaitProgress(worker);
                assertThat(worker.failedCalls() - before).isLessThanOrEqualTo(MAX_FAILED_CALLS);
            }
            assertThat(worker.wrong()).isEmpty();
        }
    }

    private static void awaitProgress(SteadyWorker worker) throws InterruptedException {
        int enough = worker.completed() + 10;
        Await.until("completed jobs", () -> worker.completed() >= enough);
    }
}
