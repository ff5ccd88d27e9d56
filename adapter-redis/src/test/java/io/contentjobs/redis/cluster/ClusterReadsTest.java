package io.contentjobs.redis.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.Await;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.testing.ScriptedRedis;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** {@link ClusterReads} while another node becomes the master, and of nodes that redirect. */
final class ClusterReadsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch mayReply = new CountDownLatch(1);
    private @Nullable ScriptedNodes nodes;

    /** The two ways in which keys are read. */
    enum Way {
        ONE {
            @Override
            Supplier<@Nullable Object> of(ClusterReads reads, String key) {
                return () -> reads.execute(key, get(key));
            }
        },
        MANY {
            @Override
            Supplier<@Nullable Object> of(ClusterReads reads, String key) {
                return () -> {
                    Object outcome = reads.executeAll(List.of(key), ClusterReadsTest::get)
                            .get(0);
                    if (outcome instanceof StoreUnavailableException failure) {
                        throw failure;
                    }
                    return outcome;
                };
            }
        };

        abstract Supplier<@Nullable Object> of(ClusterReads reads, String key);
    }

    @AfterEach
    void close() throws Exception {
        mayReply.countDown();
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void read_that_a_former_master_has_finishes(Way way) throws Exception {
        ScriptedRedis former = node(whenAllowed((command, out) -> out.write(ScriptedRedis.bulk("former"))));
        ScriptedRedis successor = node((command, out) -> out.write(ScriptedRedis.bulk("successor")));
        ClusterReads reads = reads(former, LONG);
        CompletableFuture<@Nullable Object> underWay = CompletableFuture.supplyAsync(way.of(reads, "key"));
        asked.await();

        nodes().moveTo(name(successor));
        assertThat(way.of(reads, "key").get()).isEqualTo("successor".getBytes(UTF_8));
        mayReply.countDown();

        assertThat(underWay.get(30, SECONDS)).isEqualTo("former".getBytes(UTF_8));
    }

    @ParameterizedTest
    @EnumSource
    void redirection_of_a_former_master_is_followed(Way way) throws Exception {
        ScriptedRedis successor = node(ScriptedRedis::echo);
        ScriptedRedis former = node(whenAllowed(redirection("MOVED", successor)));
        ClusterReads reads = reads(former, LONG);
        CompletableFuture<@Nullable Object> underWay = CompletableFuture.supplyAsync(way.of(reads, "key"));
        asked.await();

        nodes().moveTo(name(successor));
        mayReply.countDown();

        assertThat(underWay.get(30, SECONDS)).isEqualTo("key".getBytes(UTF_8));
    }

    @ParameterizedTest
    @EnumSource
    void read_that_a_former_master_drops_is_made_again_by_its_successor(Way way) throws Exception {
        ScriptedRedis successor = node(ScriptedRedis::echo);
        ScriptedRedis former = node(whenAllowed((command, out) -> {
            throw new IOException("cut");
        }));
        ClusterReads reads = reads(former, LONG);
        CompletableFuture<@Nullable Object> underWay = CompletableFuture.supplyAsync(way.of(reads, "key"));
        asked.await();

        nodes().moveTo(name(successor));
        mayReply.countDown();

        assertThat(underWay.get(30, SECONDS)).isEqualTo("key".getBytes(UTF_8));
    }

    @ParameterizedTest
    @EnumSource
    void pipeline_of_a_former_master_ends_its_threads_after_its_last_read(Way way) throws Exception {
        ScriptedRedis former = node(whenAllowed(ScriptedRedis::echo));
        ScriptedRedis successor = node(ScriptedRedis::echo);
        ClusterReads reads = reads(former, LONG);
        CompletableFuture<@Nullable Object> underWay = CompletableFuture.supplyAsync(way.of(reads, "key"));
        asked.await();
        nodes().moveTo(name(successor));
        assertThat(threadsOf(former)).isNotEmpty();

        mayReply.countDown();

        underWay.get(30, SECONDS);
        Await.until("ended threads", () -> threadsOf(former).findAny().isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void redirection_is_followed_before_the_slot_table_knows(Way way) throws Exception {
        ScriptedRedis other = node(ScriptedRedis::echo);
        ClusterReads reads = reads(node(redirection("MOVED", other)), LONG);

        assertThat(way.of(reads, "key").get()).isEqualTo("key".getBytes(UTF_8));
    }

    @ParameterizedTest
    @EnumSource
    void node_that_imports_the_slot_is_asked_with_asking(Way way) throws Exception {
        List<String> commands = new ArrayList<>();
        ScriptedRedis importing = node((command, out) -> {
            commands.add(command.get(0));
            out.write(command.get(0).equals("ASKING") ? "+OK\r\n".getBytes(UTF_8) : ScriptedRedis.bulk("imported"));
        });
        ClusterReads reads = reads(node(redirection("ASK", importing)), LONG);

        assertThat(way.of(reads, "key").get()).isEqualTo("imported".getBytes(UTF_8));
        assertThat(commands).containsExactly("ASKING", "GET");
    }

    @ParameterizedTest
    @EnumSource
    void redirection_of_a_node_that_was_asked_with_asking_is_followed(Way way) throws Exception {
        ScriptedRedis owner = node(ScriptedRedis::echo);
        ScriptedRedis.Script moved = redirection("MOVED", owner);
        ScriptedRedis importing = node((command, out) -> {
            if (command.get(0).equals("ASKING")) {
                out.write("+OK\r\n".getBytes(UTF_8));
            } else {
                moved.on(command, out);
            }
        });
        ClusterReads reads = reads(node(redirection("ASK", importing)), LONG);

        assertThat(way.of(reads, "key").get()).isEqualTo("key".getBytes(UTF_8));
    }

    @ParameterizedTest
    @EnumSource
    void nodes_that_redirect_to_one_another_are_an_outage(Way way) throws Exception {
        ScriptedRedis one = node(ScriptedRedis::echo);
        ScriptedRedis other = node(redirection("MOVED", one));
        one.does(redirection("MOVED", other));
        ClusterReads reads = reads(one, LONG);

        assertThatThrownBy(() -> way.of(reads, "key").get())
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("redirect to one another");
    }

    /** The redirection comes when most of the time is over, and the node that it names hangs. */
    @ParameterizedTest
    @EnumSource
    void timeout_bounds_a_read_with_its_redirection(Way way) throws Exception {
        Duration timeout = Duration.ofSeconds(2);
        ScriptedRedis hanging = node((command, out) -> mayReply.await());
        ScriptedRedis.Script redirection = redirection("MOVED", hanging);
        CountDownLatch never = new CountDownLatch(1);
        ScriptedRedis late = node((command, out) -> {
            never.await(timeout.toMillis() * 8 / 10, TimeUnit.MILLISECONDS);
            redirection.on(command, out);
        });
        ClusterReads reads = reads(late, timeout);

        long start = System.nanoTime();
        assertThatThrownBy(() -> way.of(reads, "key").get())
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("did not reply in time");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(timeout, timeout.multipliedBy(3).dividedBy(2));
    }

    @ParameterizedTest
    @EnumSource
    void read_after_closing_is_refused(Way way) throws Exception {
        ClusterReads reads = reads(node(ScriptedRedis::echo), LONG);
        assertThat(way.of(reads, "key").get()).isEqualTo("key".getBytes(UTF_8));

        reads.close();

        assertThatThrownBy(() -> way.of(reads, "key").get()).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void masters_that_answer_are_found_and_others_are_not() throws Exception {
        ScriptedRedis node = node((command, out) -> out.write("+PONG\r\n".getBytes(UTF_8)));
        ClusterReads reads = reads(node, LONG);
        assertThat(reads.answers(new RedisErrors())).isTrue();

        node.close();

        assertThat(reads.answers(new RedisErrors())).isFalse();
    }

    private ScriptedRedis.Script whenAllowed(ScriptedRedis.Script reply) {
        return (command, out) -> {
            asked.countDown();
            mayReply.await();
            reply.on(command, out);
        };
    }

    private static ScriptedRedis.Script redirection(String kind, ScriptedRedis target) {
        return (List<String> command, OutputStream out) ->
                out.write(("-" + kind + " 12539 127.0.0.1:" + target.port() + "\r\n").getBytes(UTF_8));
    }

    private ScriptedRedis node(ScriptedRedis.Script script) throws IOException {
        ScriptedRedis node = new ScriptedRedis(script);
        opened.add(node);
        return node;
    }

    private ClusterReads reads(ScriptedRedis master, Duration timeout) {
        ScriptedNodes known = new ScriptedNodes(name(master), timeout);
        nodes = known;
        ClusterReads reads = new ClusterReads(known, new RedisErrors(), timeout, 10);
        opened.add(0, reads);
        return reads;
    }

    private ScriptedNodes nodes() {
        return Objects.requireNonNull(nodes);
    }

    private static String name(ScriptedRedis node) {
        return "127.0.0.1:" + node.port();
    }

    private static Stream<String> threadsOf(ScriptedRedis node) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("redis-") && name.endsWith("-" + name(node)));
    }

    private static CommandArguments get(String key) {
        return new CommandArguments(Command.GET).key(key);
    }
}
