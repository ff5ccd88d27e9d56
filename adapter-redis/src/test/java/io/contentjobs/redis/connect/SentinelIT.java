package io.contentjobs.redis.connect;

import static io.contentjobs.redis.testing.StoreFailures.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.Verdict;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.testing.ClosedPort;
import io.contentjobs.redis.testing.RealStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SentinelIT {
    @TempDir
    Path directory;

    @Test
    void store_finds_the_master_through_a_sentinel_with_the_passwords_of_both() throws IOException {
        try (RedisProcess master = RedisProcess.start("--requirepass", "geheim");
                RedisProcess sentinel =
                        RedisProcess.start(configuration(master, "requirepass waechter"), "--sentinel");
                ClosedPort down = new ClosedPort();
                RedisStore store = RedisStore.connect(
                        RedisUrl.parse("redis-sentinel://:geheim@127.0.0.1:" + down.port() + ",127.0.0.1:"
                                + sentinel.port() + "/mymaster/2?sentinelPassword=waechter"),
                        RealStore.TIMEOUT)) {
            Job job = Jobs.pending();
            RealStore.writer(store).create(job);

            assertThat(store.reader().find(job.id())).contains(job);
            assertThat(RealStore.writer(store).advance(job.id(), JobStatus.FAILED))
                    .isEqualTo(Verdict.applied(JobStatus.FAILED));
            assertThat(store.answers()).isTrue();
        }
    }

    @Test
    void store_finds_a_sentinel_that_starts_later() throws Exception {
        try (RedisProcess master = RedisProcess.start();
                ClosedPort down = new ClosedPort();
                RedisStore store = RedisStore.connect(
                        RedisUrl.parse("redis-sentinel://127.0.0.1:" + down.port() + "/mymaster"), RealStore.TIMEOUT)) {
            assertUnavailable(() -> store.reader().find(Jobs.id()));
            assertThat(store.answers()).isFalse();

            try (RedisProcess sentinel =
                    RedisProcess.startOn(down.release(), configuration(master, ""), "--sentinel")) {
                assertThat(sentinel.port()).isEqualTo(down.port());
                Await.until("an answer", store::answers);
                assertThat(store.reader().find(Jobs.id())).isEmpty();
            }
        }
    }

    private String configuration(RedisProcess master, String moreConfiguration) throws IOException {
        return Files.writeString(
                        directory.resolve("sentinel.conf"),
                        "sentinel monitor mymaster 127.0.0.1 " + master.port() + " 1\n" + moreConfiguration + "\n")
                .toString();
    }
}
