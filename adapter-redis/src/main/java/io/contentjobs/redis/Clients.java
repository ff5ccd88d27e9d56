package io.contentjobs.redis;

import io.contentjobs.redis.RedisUrl.Credentials;
import io.contentjobs.redis.cluster.ClusterClient;
import io.contentjobs.redis.cluster.ClusterPools;
import io.contentjobs.redis.connect.BoundedConnectionFactory;
import io.contentjobs.redis.connect.ClientSource;
import io.contentjobs.redis.connect.LazyClient;
import io.contentjobs.redis.connect.MasterConnections;
import io.contentjobs.redis.connect.ProvidedClient;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.connect.SingleAttempt;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.util.Delay;

/** Builds the client for a URL. No step of it waits longer than the time-out, and its pools are bounded. */
final class Clients {
    private static final int POOL = 32;
    private static final Duration SENTINEL_RETRY = Duration.ofSeconds(1);

    /** Saves each client a connection that only finds out the protocol; the connections use that of {@link #base}. */
    private static final JedisClientConfig RESP2 =
            DefaultJedisClientConfig.builder().protocol(RedisProtocol.RESP2).build();

    /** Certificates must be trusted by the JVM and name the host. */
    private static final SslOptions VERIFYING =
            SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build();

    /** Whether a connection finds out the protocol unless it is told not to. Jedis 7 does not, and lacks the method. */
    private static final boolean NEGOTIATES = Stream.of(DefaultJedisClientConfig.Builder.class.getMethods())
            .anyMatch(method -> method.getName().equals("serverDefaultProtocol"));

    private Clients() {}

    static ClientSource of(RedisUrl url, RedisErrors errors, Duration timeout) {
        return switch (url.topology()) {
            case STANDALONE -> new ProvidedClient(standalone(url, timeout), true);
            case SENTINEL -> new LazyClient(() -> sentinel(url, timeout), errors, timeout);
            case CLUSTER -> new LazyClient(() -> cluster(url, errors, timeout), errors, timeout);
        };
    }

    private static UnifiedJedis standalone(RedisUrl url, Duration timeout) {
        HostAndPort host = url.hosts().get(0);
        PooledConnectionProvider provider =
                new PooledConnectionProvider(new BoundedConnectionFactory(host, config(url, timeout)), pool(timeout));
        return RedisClient.builder()
                .hostAndPort(host)
                .clientConfig(RESP2)
                .connectionProvider(provider)
                .commandExecutor(new SingleAttempt(provider, provider::getPool))
                .build();
    }

    private static UnifiedJedis sentinel(RedisUrl url, Duration timeout) {
        Set<HostAndPort> sentinels = new LinkedHashSet<>(url.hosts());
        JedisClientConfig sentinelConfig =
                base(url, url.sentinelCredentials(), timeout).build();
        MasterConnections provider = masterConnections(url, timeout, sentinels, sentinelConfig);
        return RedisSentinelClient.builder()
                .masterName(url.master())
                .sentinels(sentinels)
                .clientConfig(RESP2)
                .connectionProvider(provider)
                .commandExecutor(new SingleAttempt(
                        provider,
                        () -> provider.getConnectionMap().values().iterator().next()))
                .build();
    }

    private static MasterConnections masterConnections(
            RedisUrl url, Duration timeout, Set<HostAndPort> sentinels, JedisClientConfig sentinelConfig) {
        try {
            return new MasterConnections(
                    url.master(),
                    config(url, timeout),
                    pool(timeout),
                    sentinels,
                    sentinelConfig,
                    Delay.constant(SENTINEL_RETRY));
        } catch (JedisException failure) {
            throw SentinelFailure.explained(failure, sentinels, sentinelConfig, url.master());
        }
    }

    private static UnifiedJedis cluster(RedisUrl url, RedisErrors errors, Duration timeout) {
        ClusterPools pools = new ClusterPools(url.hosts(), config(url, timeout), pool(timeout), errors, timeout);
        return new ClusterClient(pools);
    }

    /** Returns how to connect to a server that has data. */
    static JedisClientConfig config(RedisUrl url, Duration timeout) {
        return base(url, url.credentials(), timeout).database(url.database()).build();
    }

    private static DefaultJedisClientConfig.Builder base(RedisUrl url, Credentials credentials, Duration timeout) {
        int millis = (int) Math.max(1, Math.min(timeout.toMillis(), Integer.MAX_VALUE));
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(millis)
                .socketTimeoutMillis(millis)
                .clientName("content-jobs")
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .user(credentials.user())
                .password(credentials.password());
        if (NEGOTIATES) {
            config.serverDefaultProtocol();
        }
        if (url.tls()) {
            config.sslOptions(VERIFYING);
        }
        return config;
    }

    private static ConnectionPoolConfig pool(Duration timeout) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(POOL);
        pool.setMaxIdle(POOL);
        pool.setMaxWait(timeout);
        pool.setJmxEnabled(false);
        return pool;
    }
}
