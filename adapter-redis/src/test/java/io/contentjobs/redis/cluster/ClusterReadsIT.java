package io.contentjobs.redis.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.testing.RealCluster;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Reads from a Cluster on the connections of a lent client. */
final class ClusterReadsIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration LONG_TIMEOUT = Duration.ofSeconds(6);

    @RegisterExtension
    static final RealCluster CLUSTER = new RealCluster();

    private @Nullable RedisClusterClient client;
    private @Nullable ClusterReads reads;

    @BeforeEach
    void connect() {
        client = RedisClusterClient.builder()
                .nodes(Set.of(new HostAndPort("127.0.0.1", CLUSTER.first().port())))
                .clientConfig(DefaultJedisClientConfig.builder()
                        .socketTimeoutMillis((int) LONG_TIMEOUT.multipliedBy(3).toMillis())
                        .build())
                .build();
        reads = connect(TIMEOUT);
    }

    @AfterEach
    void close() {
        reads().close();
        Objects.requireNonNull(client).close();
    }

    @Test
    void each_key_is_read_from_its_master() {
        for (String key : keys().limit(200).toList()) {
            CLUSTER.raw().set(key, key);
            assertThat(get(key)).isEqualTo(key);
        }
    }

    @Test
    void many_keys_are_read_at_once_in_their_order() {
        List<String> keys = keys().limit(1500).toList();
        keys.forEach(key -> CLUSTER.raw().set(key, key));

        List<@Nullable Object> replies = reads().executeAll(keys, ClusterReadsIT::getCommand);

        assertThat(replies)
                .map(reply -> new String((byte[]) Objects.requireNonNull(reply), UTF_8))
                .containsExactlyElementsOf(keys);
    }

    @Test
    void master_that_hangs_delays_only_its_own_reads() throws Exception {
        String hanging = keys().filter(key -> isIn(key, 0)).findFirst().orElseThrow();
        String healthy = keys().filter(key -> isIn(key, 1)).findFirst().orElseThrow();
        CLUSTER.raw().set(healthy, healthy);
        assertThat(get(healthy)).isEqualTo(healthy);

        CLUSTER.first().signal("STOP");
        try {
            assertThatThrownBy(() -> get(hanging)).isInstanceOf(StoreUnavailableException.class);
            IntStream.range(0, 100).forEach(i -> assertThat(get(healthy)).isEqualTo(healthy));
        } finally {
            CLUSTER.first().signal("CONT");
        }
    }

    @Test
    void master_that_hangs_delays_only_its_own_statuses() throws Exception {
        List<String> keys = keys().limit(100).toList();
        keys.forEach(key -> CLUSTER.raw().set(key, key));

        CLUSTER.first().signal("STOP");
        try {
            List<@Nullable Object> replies = reads().executeAll(keys, ClusterReadsIT::getCommand);

            for (int i = 0; i < keys.size(); i++) {
                if (isIn(keys.get(i), 0)) {
                    assertThat(replies.get(i)).isInstanceOf(StoreUnavailableException.class);
                } else {
                    assertThat(replies.get(i)).isEqualTo(keys.get(i).getBytes(UTF_8));
                }
            }
            assertThat(reads().answers(new RedisErrors())).isTrue();
        } finally {
            CLUSTER.first().signal("CONT");
        }
    }

    @Test
    @Tag("full")
    void masters_that_hang_are_all_waited_for_at_once() throws Exception {
        try (ClusterReads patient = connect(LONG_TIMEOUT)) {
            List<String> keys = keys().limit(100).toList();
            CLUSTER.first().signal("STOP");
            CLUSTER.second().signal("STOP");

            long start = System.nanoTime();
            assertThat(patient.executeAll(keys, ClusterReadsIT::getCommand))
                    .allSatisfy(reply -> assertThat(reply).isInstanceOf(StoreUnavailableException.class));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(LONG_TIMEOUT.multipliedBy(7).dividedBy(4));
        } finally {
            CLUSTER.first().signal("CONT");
            CLUSTER.second().signal("CONT");
        }
    }

    private ClusterReads connect(Duration timeout) {
        RedisErrors errors = new RedisErrors();
        JedisNodes nodes = new JedisNodes(Objects.requireNonNull(client), errors, timeout);
        ClusterReads connected = new ClusterReads(nodes, errors, timeout, 1000);
        long start = System.nanoTime();
        while (nodes.slots().table().isEmpty()) {
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
            Thread.onSpinWait();
        }
        return connected;
    }

    private static boolean isIn(String key, int half) {
        return JedisClusterCRC16.getSlot(key) / 8192 == half;
    }

    private static Stream<String> keys() {
        return Stream.generate(() -> "job:" + Jobs.id());
    }

    private static CommandArguments getCommand(String key) {
        return new CommandArguments(Command.GET).key(key);
    }

    private String get(String key) {
        Object reply = reads().execute(key, getCommand(key));
        return new String((byte[]) Objects.requireNonNull(reply), UTF_8);
    }

    private ClusterReads reads() {
        return Objects.requireNonNull(reads);
    }
}
