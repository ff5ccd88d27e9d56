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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

/** Redis makes a change, and its reply never arrives. */
@ParameterizedClass
@ValueSource(strings = {"redis", "redis-cluster"})
final class LostReplyIT {
    private static RedisProxy proxy;
    private static Node redis;
    private static RedisClient raw;
    private static RedisStore store;
    private static JobWriter writer;

    @Parameter
    String scheme;

    @BeforeParameterizedClassInvocation
    static void start(String scheme) throws Exception {
        proxy = RedisProxy.plain(0);
        if (scheme.equals("redis")) {
            redis = Node.start();
        } else {
            redis = Node.start("--cluster-enabled", "yes", "--cluster-announce-ip", "127.0.0.1");
            redis.ask("CONFIG", "SET", "cluster-announce-port", Integer.toString(proxy.port()));
            redis.ownAllSlots();
        }
        proxy.leadTo(redis.port());
        raw = RedisClient.create("127.0.0.1", redis.port());
        store = RedisStore.connect(RedisUrl.parse(scheme + "://127.0.0.1:" + proxy.port()), RealStore.TIMEOUT);
        writer = RealStore.writer(store);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        store.close();
        raw.close();
        redis.close();
        proxy.close();
    }

    @Test
    void change_is_made_once_and_found_made_when_it_is_repeated() {
        writer.advance(put().id(), JobStatus.COMPLETED);
        Job job = put();
        long scriptsBefore = scripts();

        proxy.loseReplyTo("EVALSHA");
        assertUnavailable(() -> writer.advance(job.id(), JobStatus.COMPLETED));

        assertThat(scripts()).isEqualTo(scriptsBefore + 1);
        assertThat(writer.advance(job.id(), JobStatus.COMPLETED))
                .isEqualTo(Verdict.unchanged(JobStatus.COMPLETED, JobStatus.COMPLETED));
    }

    @Test
    void creation_is_made_and_not_reported_as_a_duplicate() {
        writer.create(Jobs.pending());
        Job job = Jobs.pending();

        proxy.loseReplyTo("EVALSHA");
        assertUnavailable(() -> writer.create(job));

        assertThat(store.reader().find(job.id())).contains(job);
    }

    @Test
    void results_are_stored_and_may_be_stored_again() {
        Job job = put();
        ImageUrls urls = Jobs.imageUrls();
        writer.storeImageUrls(Jobs.draft(), urls);

        proxy.loseReplyTo("EVALSHA");
        assertUnavailable(() -> writer.storeImageUrls(Jobs.draftOf(job), urls));
        proxy.loseReplyTo("SET");
        assertUnavailable(() -> writer.storeError(job.id(), "error"));

        assertThat(store.reader().findImageUrls(Jobs.draftOf(job))).contains(urls);
        assertThat(store.reader().findError(job.id())).contains("error");
        writer.storeImageUrls(Jobs.draftOf(job), urls);
        writer.storeError(job.id(), "error");
    }

    @Test
    void read_is_repeated() {
        Job job = put();
        assertThat(store.reader().find(job.id())).contains(job);

        proxy.loseReplyTo("HGETALL");

        assertThat(store.reader().find(job.id())).contains(job);
    }

    private static Job put() {
        Job job = Jobs.processing();
        new RawFixture(raw).put(job);
        return job;
    }

    /** Returns how many scripts Redis has run. */
    private static long scripts() {
        return raw.info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_eval"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*:calls=(\\d+),.*", "$1")))
                .sum();
    }
}
