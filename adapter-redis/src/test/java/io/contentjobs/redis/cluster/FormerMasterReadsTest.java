package io.contentjobs.redis.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.connect.FailureKind;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.connect.RedisEvents;
import io.contentjobs.redis.pipeline.Reads;
import io.contentjobs.redis.testing.Await;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.util.JedisClusterCRC16;

/** {@link ClusterReads} of a master that is replaced: for a moment the nodes name it neither as master nor as replica. */
final class FormerMasterReadsTest implements KnownNodes, Reads, RedisEvents {
    private static final String REPLY = "what the successor says";
    private static final String OF_FORMER_MASTER = "a";
    private static final String OF_NOBODY = "b";
    private static final int LAST_SLOT = 16_383;

    private final Queue<FailureKind> failures = new ConcurrentLinkedQueue<>();
    private volatile Map<String, ConnectionPool> pools = Map.of();
    private volatile SlotTable<String> masters = SlotTable.empty();

    private @Nullable ServerSocket silent;
    private @Nullable ClusterReads reads;

    @BeforeEach
    void listen() throws Exception {
        silent = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void end() throws Exception {
        reads().close();
        silent().close();
        pools.values().forEach(ConnectionPool::close);
    }

    @Test
    void read_finds_the_successor_when_the_connections_are_closed() throws Exception {
        masters = table(formerMaster());
        begin();

        assertThat(reads().execute(OF_FORMER_MASTER, get(OF_FORMER_MASTER))).isEqualTo(REPLY);
        assertThat(reads().executeAll(List.of(OF_FORMER_MASTER), FormerMasterReadsTest::get))
                .containsExactly(REPLY);
        assertThat(failures).isEmpty();
    }

    @Test
    void read_that_waits_for_the_former_master_finds_the_successor() throws Exception {
        pools = Map.of(formerMaster(), connections());
        masters = table(formerMaster());
        begin();
        CompletableFuture<@Nullable Object> waiting = readUnderWay();

        masters = table("127.0.0.1:2");
        reads().execute(OF_NOBODY, get(OF_NOBODY)); // has the slots looked up

        assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo(REPLY);
    }

    /** A caller waits for Redis once, however many nodes are asked. */
    @Test
    void read_whose_time_is_up_does_not_ask_the_successor() throws Exception {
        try (ConnectionPool connections = connections()) {
            pools = Map.of(formerMaster(), connections);
            masters = table(formerMaster());
            begin(Duration.ofSeconds(1));
            CompletableFuture<@Nullable Object> waiting = readUnderWay();
            try (Socket asked = silent().accept()) {
                pools = Map.of();

                assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(StoreUnavailableException.class)
                        .hasMessageContaining("Redis did not reply in time");
                assertThat(asked.isConnected()).isTrue();
            }
        }
    }

    private CompletableFuture<@Nullable Object> readUnderWay() throws InterruptedException {
        CompletableFuture<@Nullable Object> waiting =
                CompletableFuture.supplyAsync(() -> reads().execute(OF_FORMER_MASTER, get(OF_FORMER_MASTER)));
        Await.until("a read under way", () -> reads().waiting() == 1);
        return waiting;
    }

    private ConnectionPool connections() {
        return new ConnectionPool(
                HostAndPort.from(formerMaster()),
                DefaultJedisClientConfig.builder().build());
    }

    private void begin() throws InterruptedException {
        begin(Duration.ofSeconds(60));
    }

    private void begin(Duration timeout) throws InterruptedException {
        ClusterReads begun = new ClusterReads(this, this, new RedisErrors(this), timeout, 10);
        reads = begun;
        Await.until("a table of slots", begun::isMapped);
    }

    private static SlotTable<String> table(String node) {
        int nobodys = JedisClusterCRC16.getSlot(OF_NOBODY);
        SlotTable.Builder<String> table = new SlotTable.Builder<>();
        table.own(0, nobodys - 1, node);
        table.own(nobodys + 1, LAST_SLOT, node);
        return table.build();
    }

    private String formerMaster() {
        return "127.0.0.1:" + silent().getLocalPort();
    }

    private ServerSocket silent() {
        return Objects.requireNonNull(silent);
    }

    private ClusterReads reads() {
        return Objects.requireNonNull(reads);
    }

    private static CommandArguments get(String key) {
        return new CommandArguments(Command.GET).key(key);
    }

    @Override
    public Map<String, ConnectionPool> pools() {
        return pools;
    }

    @Override
    public SlotTable<String> refresh(Fanout fanout) {
        return masters;
    }

    @Override
    public @Nullable Object execute(String subject, CommandArguments command) {
        return REPLY;
    }

    @Override
    public void batchCompleted(int count, long duration) {}

    @Override
    public void failed(FailureKind why) {
        failures.add(why);
    }

    @Override
    public void close() {}
}
