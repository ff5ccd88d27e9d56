package io.contentjobs.redis.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.redis.testing.ScriptedNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;

/** The view that is taken when nodes name different masters. */
final class ClusterViewTest {
    private final List<ScriptedNode> nodes = new ArrayList<>();
    private final Map<String, ConnectionPool> pools = new HashMap<>();

    @AfterEach
    void close() throws IOException {
        pools.values().forEach(ConnectionPool::close);
        for (ScriptedNode node : nodes) {
            node.close();
        }
    }

    @Test
    void views_of_isolated_nodes_are_not_taken() throws IOException {
        for (int i = 0; i < 5; i++) {
            node(false, 9);
        }
        ScriptedNode serving = node(true, 8);

        assertThat(masterInTheBestView()).contains("127.0.0.1:" + serving.port());
    }

    @Test
    void view_with_the_latest_election_is_taken() throws IOException {
        for (int i = 0; i < 5; i++) {
            node(true, 9);
        }
        ScriptedNode latest = node(true, 10);

        assertThat(masterInTheBestView()).contains("127.0.0.1:" + latest.port());
    }

    @Test
    void view_of_an_isolated_node_is_taken_if_no_other_node_answers() throws IOException {
        ScriptedNode alone = node(false, 3);
        node(true, 9).hangs();
        node(true, 9).close();

        assertThat(masterInTheBestView()).contains("127.0.0.1:" + alone.port());
    }

    @Test
    void no_view_is_taken_if_no_node_answers() throws IOException {
        node(true, 9).close();

        assertThat(masterInTheBestView()).isEmpty();
    }

    private ScriptedNode node(boolean serving, long epoch) throws IOException {
        ScriptedNode node = new ScriptedNode(serving, epoch);
        nodes.add(node);
        HostAndPort name = new HostAndPort("127.0.0.1", node.port());
        pools.put(
                name.toString(),
                new ConnectionPool(
                        name,
                        DefaultJedisClientConfig.builder()
                                .socketTimeoutMillis(2_000)
                                .build()));
        return node;
    }

    private Optional<String> masterInTheBestView() {
        try (Fanout fanout = new Fanout(Duration.ofSeconds(3))) {
            return ClusterView.best(fanout, pools)
                    .map(view -> view.slots().masters().masterOf("key"));
        }
    }
}
