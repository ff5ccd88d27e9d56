package io.contentjobs.redis.connect;

import static io.contentjobs.redis.testing.StoreFailures.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.testing.RealRedis;
import io.contentjobs.redis.testing.RealStore;
import io.contentjobs.redis.testing.RedisProxy;
import io.contentjobs.redis.testing.TlsKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TlsIT {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    @Test
    void trusted_certificate_of_the_host_is_accepted() throws Exception {
        try (TlsKeys keys = new TlsKeys("ip:127.0.0.1").trusted();
                RedisProxy proxy = RedisProxy.tls(REDIS.port(), keys);
                RedisStore store = connect(proxy)) {
            Job job = Jobs.pending();
            RealStore.writer(store).create(job);

            assertThat(store.reader().find(job.id())).contains(job);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dns:redis.example.com, true, No subject alternative names matching",
        "ip:127.0.0.1, false, unable to find valid certification path"
    })
    void certificate_of_another_host_or_without_trust_is_refused(String name, boolean trusted, String reason)
            throws Exception {
        try (TlsKeys keys = new TlsKeys(name);
                RedisProxy proxy = RedisProxy.tls(REDIS.port(), trusted ? keys.trusted() : keys);
                RedisStore store = connect(proxy)) {
            assertUnavailable(() -> store.reader().find(Jobs.id())).hasStackTraceContaining(reason);
        }
    }

    private static RedisStore connect(RedisProxy proxy) {
        return RedisStore.connect(RedisUrl.parse("rediss://127.0.0.1:" + proxy.port()), RealRedis.TIMEOUT);
    }
}
