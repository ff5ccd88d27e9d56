package io.contentjobs.redis;

import static io.contentjobs.redis.testing.StoreFailures.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.Verdict;
import io.contentjobs.redis.testing.RealRedis;
import io.contentjobs.redis.testing.RealStore;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.UnifiedJedis;

final class BorrowedClientIT {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    @ParameterizedTest
    @EnumSource
    void store_uses_the_client_in_its_protocol_and_leaves_it_open(RedisProtocol protocol) {
        try (UnifiedJedis client = RedisClient.builder()
                .hostAndPort("127.0.0.1", REDIS.port())
                .clientConfig(
                        DefaultJedisClientConfig.builder().protocol(protocol).build())
                .build()) {
            Job job = Jobs.pending();
            RedisStore store = RedisStore.over(client, RealRedis.TIMEOUT);
            JobWriter writer = RealStore.writer(store);
            writer.create(job);
            assertThat(store.reader().find(job.id())).contains(job);
            assertThat(store.reader().find(Jobs.id())).isEmpty();
            assertThat(store.reader().findError(job.id())).isEmpty();
            assertThat(writer.advance(job.id(), JobStatus.FAILED)).isEqualTo(Verdict.applied(JobStatus.FAILED));
            assertThat(store.answers()).isTrue();

            store.close();

            assertUnavailable(() -> writer.create(Jobs.pending()));
            assertThat(client.hget("job:" + job.id(), "status")).isEqualTo("FAILED");
        }
    }
}
