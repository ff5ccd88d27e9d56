package io.contentjobs.redis.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.testing.RealRedis;
import io.contentjobs.redis.testing.TlsProxy;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class TlsIT {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";

    @TempDir
    Path directory;

    @AfterEach
    void trustAsBefore() {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE_PASSWORD);
    }

    @Test
    void trusted_certificate_that_names_the_host_is_accepted() throws Exception {
        Path keys = TlsProxy.keys(directory, "ip:127.0.0.1");
        trust(keys);
        try (TlsProxy proxy = TlsProxy.before(REDIS.process().port(), keys);
                RedisStore store = connect(proxy)) {
            Job job = Jobs.pending();
            store.writer(RealRedis.JOB_TTL, RealRedis.IMAGE_TTL).create(job);

            assertThat(store.reader().find(job.id())).contains(job);
        }
    }

    @Test
    void certificate_of_another_host_is_refused() throws Exception {
        Path keys = TlsProxy.keys(directory, "dns:redis.example.com");
        trust(keys);
        try (TlsProxy proxy = TlsProxy.before(REDIS.process().port(), keys);
                RedisStore store = connect(proxy)) {
            assertThatThrownBy(() -> store.reader().find(Jobs.id()))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasStackTraceContaining("No subject alternative names matching");
        }
    }

    @Test
    void certificate_that_nobody_trusts_is_refused() throws Exception {
        Path keys = TlsProxy.keys(directory, "ip:127.0.0.1");
        try (TlsProxy proxy = TlsProxy.before(REDIS.process().port(), keys);
                RedisStore store = connect(proxy)) {
            assertThatThrownBy(() -> store.reader().find(Jobs.id()))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasStackTraceContaining("unable to find valid certification path");
        }
    }

    private static void trust(Path keys) {
        System.setProperty(TRUST_STORE, keys.toString());
        System.setProperty(TRUST_STORE_PASSWORD, TlsProxy.PASSWORD);
    }

    private static RedisStore connect(TlsProxy proxy) {
        return RedisStore.connect(RedisUrl.parse("rediss://127.0.0.1:" + proxy.port()), RealRedis.TIMEOUT);
    }
}
