package io.contentjobs.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.Verdict;
import io.contentjobs.redis.testing.RealCluster;
import io.contentjobs.redis.testing.RealRedis;
import io.contentjobs.redis.testing.RealStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A time-out may be too long for a number of nanoseconds or milliseconds. */
final class EndlessTimeoutIT {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    @RegisterExtension
    static final RealCluster CLUSTER = new RealCluster();

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE / 1000, Long.MAX_VALUE / 1_000_000_000})
    void store_reads_and_writes(long seconds) {
        Duration endless = Duration.ofSeconds(seconds, 999_999_999);

        for (RealStore redis : List.of(REDIS, CLUSTER)) {
            try (RedisStore connected = RedisStore.connect(redis.url(), endless);
                    RedisStore borrowing = RedisStore.over(redis.raw(), endless)) {
                assertServes(connected);
                assertServes(borrowing);
            }
        }
    }

    private static void assertServes(RedisStore store) {
        Job job = Jobs.pending();
        JobWriter writer = RealStore.writer(store);
        writer.create(job);
        assertThat(writer.advance(job.id(), JobStatus.PROCESSING)).isEqualTo(Verdict.applied(JobStatus.PROCESSING));
        assertThat(store.reader().find(job.id())).map(Job::status).contains(JobStatus.PROCESSING);
        assertThat(store.statuses().findStatuses(List.of(job.id())))
                .isEqualTo(Map.of(job.id(), Optional.of(JobStatus.PROCESSING)));
        assertThat(store.answers()).isTrue();
    }
}
