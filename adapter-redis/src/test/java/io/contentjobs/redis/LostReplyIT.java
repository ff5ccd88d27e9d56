package io.contentjobs.redis;

import static io.contentjobs.redis.testing.StoreFailures.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.Verdict;
import io.contentjobs.redis.testing.Node;
import io.contentjobs.redis.testing.RawFixture;
import io.contentjobs.redis.testing.RealStore;
import io.contentjobs.redis.testing.RedisProxy;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.RedisClient;

/** Redis makes a change, and its reply never arrives. */
@ParameterizedClass(name = "{0}")
@MethodSource("topologies")
record LostReplyIT(LossyRedis redis) {
    static Stream<LossyRedis> topologies() throws IOException {
        return Stream.of(new LossyRedis("redis"), new LossyRedis("redis-cluster"));
    }

    @Test
    void change_is_made_once_and_a_repetition_is_reported() {
        redis.writer.advance(put().id(), JobStatus.COMPLETED);
        Job job = put();
        long scriptsBefore = scripts();

        redis.proxy.loseReplyTo("EVALSHA");
        assertUnavailable(() -> redis.writer.advance(job.id(), JobStatus.COMPLETED));

        assertThat(scripts()).isEqualTo(scriptsBefore + 1);
        assertThat(redis.writer.advance(job.id(), JobStatus.COMPLETED))
                .isEqualTo(Verdict.unchanged(JobStatus.COMPLETED, JobStatus.COMPLETED));
    }

    @Test
    void creation_is_made_and_not_reported_as_a_duplicate() {
        redis.writer.create(Jobs.pending());
        Job job = Jobs.pending();

        redis.proxy.loseReplyTo("EVALSHA");
        assertUnavailable(() -> redis.writer.create(job));

        assertThat(redis.store.reader().find(job.id())).contains(job);
    }

    @Test
    void results_are_stored_and_may_be_stored_again() {
        Job job = put();
        ImageUrls urls = Jobs.imageUrls();
        redis.writer.storeImageUrls(Jobs.draft(), urls);

        redis.proxy.loseReplyTo("EVALSHA");
        assertUnavailable(() -> redis.writer.storeImageUrls(Jobs.draftOf(job), urls));
        redis.proxy.loseReplyTo("SET");
        assertUnavailable(() -> redis.writer.storeError(job.id(), "error"));

        assertThat(redis.store.reader().findImageUrls(Jobs.draftOf(job))).contains(urls);
        assertThat(redis.store.reader().findError(job.id())).contains("error");
        redis.writer.storeImageUrls(Jobs.draftOf(job), urls);
        redis.writer.storeError(job.id(), "error");
    }

    @Test
    void read_is_repeated() {
        Job job = put();
        assertThat(redis.store.reader().find(job.id())).contains(job);

        redis.proxy.loseReplyTo("HGETALL");

        assertThat(redis.store.reader().find(job.id())).contains(job);
    }

    private Job put() {
        Job job = Jobs.processing();
        new RawFixture(redis.raw).put(job);
        return job;
    }

    /** Returns how many scripts Redis has run. */
    private long scripts() {
        return redis.raw
                .info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_eval"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*:calls=(\\d+),.*", "$1")))
                .sum();
    }

    /** A Redis whose replies can be lost on the way to the store. */
    static final class LossyRedis implements AutoCloseable {
        private final String scheme;
        private final RedisProxy proxy = RedisProxy.plain(0);
        private final Node node;
        private final RedisClient raw;
        private final RedisStore store;
        private final JobWriter writer;

        LossyRedis(String scheme) throws IOException {
            this.scheme = scheme;
            if (scheme.equals("redis")) {
                node = Node.start();
            } else {
                node = Node.start("--cluster-enabled", "yes", "--cluster-announce-ip", "127.0.0.1");
                node.ask("CONFIG", "SET", "cluster-announce-port", Integer.toString(proxy.port()));
                node.ownAllSlots();
            }
            proxy.leadTo(node.port());
            raw = RedisClient.create("127.0.0.1", node.port());
            store = RedisStore.connect(RedisUrl.parse(scheme + "://127.0.0.1:" + proxy.port()), RealStore.TIMEOUT);
            writer = RealStore.writer(store);
        }

        @Override
        public void close() {
            store.close();
            raw.close();
            node.close();
            proxy.close();
        }

        @Override
        public String toString() {
            return scheme;
        }
    }
}
