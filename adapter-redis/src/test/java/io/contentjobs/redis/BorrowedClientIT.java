package io.contentjobs.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.domain.Verdict;
import io.contentjobs.redis.testing.RealRedis;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.UnifiedJedis;

final class BorrowedClientIT {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    @ParameterizedTest
    @EnumSource
    void embedder_s_client_is_used_in_its_protocol_and_left_open(RedisProtocol protocol) {
        try (UnifiedJedis client = RedisClient.builder()
                .hostAndPort(new HostAndPort("127.0.0.1", REDIS.process().port()))
                .clientConfig(
                        DefaultJedisClientConfig.builder().protocol(protocol).build())
                .build()) {
            Job job = Jobs.pending();
            try (RedisStore store = RedisStore.over(client, RealRedis.TIMEOUT)) {
                store.writer(RealRedis.JOB_TTL, RealRedis.IMAGE_TTL).create(job);
                assertThat(store.reader().find(job.id())).contains(job);
                assertThat(store.reader().find(Jobs.id())).isEmpty();
                assertThat(store.reader().findError(job.id())).isEmpty();
                assertThat(store.writer(RealRedis.JOB_TTL, RealRedis.IMAGE_TTL).advance(job.id(), JobStatus.FAILED))
                        .isEqualTo(Verdict.applied(JobStatus.FAILED));
                assertThat(store.answers()).isTrue();
            }

            assertThatThrownBy(() -> closedWriter(client).create(Jobs.pending()))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(client.hget("job:" + job.id(), "status")).isEqualTo("FAILED");
        }
    }

    private static JobWriter closedWriter(UnifiedJedis client) {
        RedisStore store = RedisStore.over(client, RealRedis.TIMEOUT);
        JobWriter writer = store.writer(RealRedis.JOB_TTL, RealRedis.IMAGE_TTL);
        store.close();
        return writer;
    }
}
