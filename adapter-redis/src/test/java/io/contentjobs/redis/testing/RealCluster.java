package io.contentjobs.redis.testing;

import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.process.FreePort;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClusterClient;

/** A Cluster of two masters for a test class, and a store on it. */
public final class RealCluster implements BeforeAllCallback, AfterAllCallback {
    private @Nullable RedisProcess first;
    private @Nullable RedisProcess second;
    private @Nullable RedisClusterClient raw;
    private @Nullable RedisStore store;
    private @Nullable RedisStore down;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        first = RedisProcess.start("--cluster-enabled", "yes");
        second = RedisProcess.start("--cluster-enabled", "yes");
        ClusterNodes.join(first(), second());
        raw = RedisClusterClient.create(Set.of(new HostAndPort("127.0.0.1", first().port())));
        store = RedisStore.connect(url(), RealRedis.TIMEOUT);
        RedisUrl nobody = RedisUrl.parse("redis-cluster://127.0.0.1:" + FreePort.find());
        down = RedisStore.connect(nobody, RealRedis.TIMEOUT);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Objects.requireNonNull(raw).close();
        store().close();
        Objects.requireNonNull(down).close();
        first().close();
        second().close();
    }

    public RedisProcess first() {
        return Objects.requireNonNull(first);
    }

    public RedisProcess second() {
        return Objects.requireNonNull(second);
    }

    public RedisUrl url() {
        return RedisUrl.parse("redis-cluster://127.0.0.1:" + first().port() + ",127.0.0.1:" + second().port());
    }

    public RedisStore store() {
        return Objects.requireNonNull(store);
    }

    public JobReader reader() {
        return store().reader();
    }

    public JobWriter writer() {
        return store().writer(RealRedis.JOB_TTL, RealRedis.IMAGE_TTL);
    }

    public JobReader readerOfAStoreThatIsDown() {
        return Objects.requireNonNull(down).reader();
    }

    public JobWriter writerToAStoreThatIsDown() {
        return Objects.requireNonNull(down).writer(RealRedis.JOB_TTL, RealRedis.IMAGE_TTL);
    }

    public RawFixture fixture() {
        return new RawFixture(Objects.requireNonNull(raw));
    }
}
