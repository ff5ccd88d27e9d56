package io.contentjobs.redis.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.redis.OwnClients;
import io.contentjobs.redis.RedisUrl;
import io.contentjobs.redis.connect.ClientSource;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.testing.ClosedPort;
import io.contentjobs.redis.testing.ScriptedNode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

final class SingleClusterAttemptTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @Test
    void view_of_an_isolated_node_does_not_lead_to_a_lost_master() throws IOException {
        try (ClosedPort gone = new ClosedPort();
                ScriptedNode successor = new ScriptedNode(true, 2);
                ScriptedNode lost = new ScriptedNode(false, 1)) {
            lost.names(successor.port());
            RedisUrl url = RedisUrl.parse("redis-cluster://127.0.0.1:" + lost.port());
            try (ClientSource clients = OwnClients.of(url, new RedisErrors(), TIMEOUT)) {
                UnifiedJedis client = clients.get("key");
                assertThat(get(client)).isEqualTo("from " + successor.port());
                lost.names(gone.port());
                int asked = lost.timesAsked() + successor.timesAsked();
                successor.cutAll();

                assertThatThrownBy(() -> get(client)).isInstanceOf(JedisConnectionException.class);
                awaitThat(() -> lost.timesAsked() + successor.timesAsked() > asked);
                awaitThat(() -> isServed(client));
            }
        }
    }

    /** In a worker that only writes, no read refreshes the slots. */
    @Test
    void refused_connection_causes_a_refresh_of_the_slots() throws IOException {
        ScriptedNode master = new ScriptedNode(true, 1);
        try (ScriptedNode replica = new ScriptedNode(true, 2)) {
            replica.names(master.port());
            RedisUrl url = RedisUrl.parse("redis-cluster://127.0.0.1:" + replica.port());
            try (ClientSource clients = OwnClients.of(url, new RedisErrors(), TIMEOUT)) {
                UnifiedJedis client = clients.get("key");
                assertThat(get(client)).isEqualTo("from " + master.port());
                int asked = replica.timesAsked();
                master.close();
                awaitThat(() -> {
                    assertThatThrownBy(() -> get(client)).isInstanceOf(JedisConnectionException.class);
                    return replica.timesAsked() > asked + 2; // in vain: no successor has been elected
                });

                replica.names(replica.port());

                awaitThat(() -> isServed(client));
            }
        }
    }

    /** More than once: the old slots are in use until the new ones are there. */
    private static boolean isServed(UnifiedJedis client) {
        try {
            for (int i = 0; i < 500; i++) {
                get(client);
            }
            return true;
        } catch (JedisConnectionException notYet) {
            return false;
        }
    }

    private static void awaitThat(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(15));
            Thread.onSpinWait();
        }
    }

    private static String get(UnifiedJedis client) {
        return new String((byte[]) client.executeCommand(new CommandArguments(Command.GET).key("key")), UTF_8);
    }
}
