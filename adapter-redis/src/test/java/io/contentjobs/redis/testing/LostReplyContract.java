package io.contentjobs.redis.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobStatus;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.domain.Verdict;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.clients.jedis.RedisClient;

/** Changes that are made, but whose replies never arrive. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class LostReplyContract {
    private CuttingProxy proxy;
    private RedisProcess redis;
    private RedisClient raw;
    private RedisStore store;
    private JobWriter writer;

    /** Starts a Redis whose clients come through that port. */
    public abstract RedisProcess startBehind(int proxyPort) throws IOException;

    /** Returns the scheme of its URL. */
    public abstract String scheme();

    @BeforeAll
    public void start() throws IOException {
        proxy = new CuttingProxy();
        redis = startBehind(proxy.port());
        proxy.leadTo(redis.port());
        raw = RedisClient.create("127.0.0.1", redis.port());
        store = RedisStore.connect(RedisUrl.parse(scheme() + "://127.0.0.1:" + proxy.port()), RealRedis.TIMEOUT);
        writer = store.writer(RealRedis.JOB_TTL, RealRedis.IMAGE_TTL);
    }

    @AfterAll
    void stop() throws IOException {
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
        assertThatThrownBy(() -> writer.advance(job.id(), JobStatus.COMPLETED))
                .isInstanceOf(StoreUnavailableException.class);

        assertThat(scripts()).isEqualTo(scriptsBefore + 1);
        assertThat(writer.advance(job.id(), JobStatus.COMPLETED))
                .isEqualTo(Verdict.unchanged(JobStatus.COMPLETED, JobStatus.COMPLETED));
    }

    @Test
    void creation_is_made_and_not_taken_for_somebody_else_s() {
        writer.create(Jobs.pending());
        Job job = Jobs.pending();

        proxy.loseReplyTo("EVALSHA");
        assertThatThrownBy(() -> writer.create(job)).isInstanceOf(StoreUnavailableException.class);

        assertThat(store.reader().find(job.id())).contains(job);
    }

    @Test
    void results_are_stored_and_may_be_stored_again() {
        Job job = put();
        ImageUrls urls = Jobs.imageUrls();
        writer.storeImageUrls(Jobs.draft(), urls);

        proxy.loseReplyTo("EVALSHA");
        assertThatThrownBy(() -> writer.storeImageUrls(Jobs.draftOf(job), urls))
                .isInstanceOf(StoreUnavailableException.class);
        proxy.loseReplyTo("SET");
        assertThatThrownBy(() -> writer.storeError(job.id(), "error")).isInstanceOf(StoreUnavailableException.class);

        assertThat(store.reader().findImageUrls(Jobs.draftOf(job))).contains(urls);
        assertThat(store.reader().findError(job.id())).contains("error");
        writer.storeImageUrls(Jobs.draftOf(job), urls);
        writer.storeError(job.id(), "error");
    }

    @Test
    void read_is_made_again() {
        Job job = put();
        assertThat(store.reader().find(job.id())).contains(job);

        proxy.loseReplyTo("HGETALL");

        assertThat(store.reader().find(job.id())).contains(job);
    }

    private Job put() {
        Job job = Jobs.processing();
        new RawFixture(raw).put(job);
        return job;
    }

    /** How many scripts Redis was told to run. */
    private long scripts() {
        return raw.info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_eval"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*:calls=(\\d+),.*", "$1")))
                .sum();
    }
}
