package io.contentjobs.redis.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.connect.BoundedConnectionFactory;
import io.contentjobs.redis.connect.RedisErrors;
import io.contentjobs.redis.testing.ScriptedRedis;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Faults at each point of a batch, made by a scripted server. */
@Timeout(200)
class ReadPipelineTest {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final int CAPACITY = 64;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private @Nullable ConnectionPool pool;
    private final List<Thread> borrowers = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> openers = Collections.synchronizedList(new ArrayList<>());
    private volatile Runnable onPool = () -> {};
    private volatile Runnable onBorrow = () -> {};

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }

    @Test
    void lone_read_makes_its_own_round_trip() throws Exception {
        ReadPipeline pipeline = pipeline(redis(ScriptedRedis::echo), LONG, CAPACITY);
        warmUp(pipeline);
        borrowers.clear();

        assertThat(read(pipeline, "alone")).isEqualTo("alone");
        assertThat(read(pipeline, "again")).isEqualTo("again");

        assertThat(borrowers).containsExactly(Thread.currentThread(), Thread.currentThread());
    }

    @Test
    void caller_opens_no_connection() throws Exception {
        ReadPipeline pipeline = pipeline(redis(ScriptedRedis::echo), LONG, CAPACITY);

        assertThat(read(pipeline, "first")).isEqualTo("first");

        assertThat(openers).hasSize(1).doesNotContain(Thread.currentThread());
    }

    @Test
    void caller_opens_no_connection_when_a_writer_takes_the_idle_one() throws Exception {
        ReadPipeline pipeline = pipeline(redis(ScriptedRedis::echo), LONG, CAPACITY);
        warmUp(pipeline);
        openers.clear();
        AtomicBoolean writerComes = new AtomicBoolean(true);
        onBorrow = () -> {
            if (writerComes.getAndSet(false)) {
                opened.add(0, pool().getResource());
            }
        };

        assertThat(read(pipeline, "late")).isEqualTo("late");

        assertThat(opened).first().isInstanceOf(Connection.class);
        assertThat(openers).hasSize(1).doesNotContain(Thread.currentThread());
    }

    @Test
    void one_read_at_a_time_is_direct() throws Exception {
        Gate gate = new Gate();
        ReadPipeline pipeline = pipeline(redis(gate), LONG, CAPACITY);
        warmUp(pipeline);
        pool().addObjects(3);
        borrowers.clear();
        gate.holding = new CountDownLatch(2);

        FutureTask<String> first = caller(pipeline, "first");
        gate.awaitHeld(1);
        FutureTask<String> second = caller(pipeline, "second");
        gate.awaitHeld(0);

        assertThat(borrowers).extracting(Thread::getName).containsExactly("caller", "redis-reads-test");
        gate.open();
        assertThat(first.get(30, SECONDS)).isEqualTo("first");
        assertThat(second.get(30, SECONDS)).isEqualTo("second");
    }

    @Test
    void read_after_a_batch_waits_for_others() throws Exception {
        Gate gate = new Gate();
        ReadPipeline pipeline = pipeline(redis(gate), LONG, CAPACITY);
        List<FutureTask<String>> callers = behindTheGate(pipeline, gate, 10);
        gate.open();
        for (FutureTask<String> caller : callers) {
            caller.get(30, SECONDS);
        }
        Thread dispatcher = borrowers.get(borrowers.size() - 1);
        await(() -> dispatcher.getState() == Thread.State.WAITING);
        borrowers.clear();

        assertThat(read(pipeline, "key-next")).isEqualTo("key-next");

        assertThat(borrowers).hasSize(1).doesNotContain(Thread.currentThread());
    }

    @Test
    void reads_during_a_batch_share_the_next_batch() throws Exception {
        Gate gate = new Gate();
        ReadPipeline pipeline = pipeline(redis(gate), LONG, CAPACITY);
        List<FutureTask<String>> callers = behindTheGate(pipeline, gate, 10);

        gate.repliesAtOnce = 10;
        gate.open();

        for (int i = 0; i < 10; i++) {
            assertThat(callers.get(i).get(30, SECONDS)).isEqualTo("key-" + i);
        }
    }

    @Test
    void no_pipeline_grows_without_bounds() throws Exception {
        Gate gate = new Gate();
        ReadPipeline pipeline = pipeline(redis(gate), LONG, 1000);
        List<FutureTask<String>> callers = behindTheGate(pipeline, gate, 600);
        borrowers.clear();

        gate.open();

        for (int i = 0; i < 600; i++) {
            assertThat(callers.get(i).get(30, SECONDS)).isEqualTo("key-" + i);
        }
        assertThat(borrowers).hasSizeGreaterThan(1);
    }

    @Test
    void error_reply_concerns_only_its_own_caller() throws Exception {
        Gate gate = new Gate();
        ReadPipeline pipeline = pipeline(redis(gate), LONG, CAPACITY);
        List<FutureTask<String>> callers = behindTheGate(pipeline, gate, 10);

        gate.errorFor = "key-3";
        gate.open();

        for (int i = 0; i < 10; i++) {
            assertThat(callers.get(i).get(30, SECONDS)).isEqualTo(i == 3 ? "error: WRONGTYPE no" : "key-" + i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 8, 9})
    void connection_that_breaks_within_a_batch_is_replaced_once(int repliesBefore) throws Exception {
        Gate gate = new Gate();
        ScriptedRedis redis = redis(gate);
        ReadPipeline pipeline = pipeline(redis, LONG, CAPACITY);
        List<FutureTask<String>> callers = behindTheGate(pipeline, gate, 10);

        AtomicInteger replies = new AtomicInteger();
        gate.beforeReply = () -> {
            if (replies.getAndIncrement() == repliesBefore) {
                throw new IOException("cut");
            }
        };
        gate.open();

        for (int i = 0; i < 10; i++) {
            assertThat(callers.get(i).get(30, SECONDS)).isEqualTo("key-" + i);
        }
    }

    @Test
    void batch_uses_a_new_connection_if_all_pooled_connections_are_broken() throws Exception {
        ScriptedRedis redis = redis(ScriptedRedis::echo);
        ReadPipeline pipeline = pipeline(redis, LONG, CAPACITY);
        pool().addObjects(5);

        redis.cutAll();

        assertThat(read(pipeline, "after")).isEqualTo("after");
    }

    @Test
    void connection_that_was_too_slow_is_not_used_again() throws Exception {
        Gate gate = new Gate();
        ScriptedRedis redis = redis(gate);
        ReadPipeline pipeline = pipeline(redis, Duration.ofMillis(200), CAPACITY);

        assertThatThrownBy(() -> read(pipeline, "late")).isInstanceOf(StoreUnavailableException.class);
        redis.does(ScriptedRedis::echo);
        gate.open();

        for (int i = 0; i < 20; i++) {
            awaitReply(pipeline, "key-" + i);
        }
        await(() -> pool().getNumActive() == 0);
    }

    @Test
    void connection_that_breaks_within_a_reply_is_replaced_once() throws Exception {
        AtomicInteger commands = new AtomicInteger();
        ReadPipeline pipeline = pipeline(
                redis((command, out) -> {
                    if (commands.getAndIncrement() == 0) {
                        out.write("$40\r\nhalf".getBytes(UTF_8));
                        throw new IOException("cut");
                    }
                    ScriptedRedis.echo(command, out);
                }),
                LONG,
                CAPACITY);

        assertThat(read(pipeline, "whole")).isEqualTo("whole");
    }

    @Test
    void second_broken_connection_is_an_outage() throws Exception {
        AtomicInteger commands = new AtomicInteger();
        ReadPipeline pipeline = pipeline(
                redis((command, out) -> {
                    commands.incrementAndGet();
                    throw new IOException("cut");
                }),
                LONG,
                CAPACITY);

        assertThatThrownBy(() -> read(pipeline, "unlucky")).isInstanceOf(StoreUnavailableException.class);
        assertThat(commands).hasValue(2);
    }

    @Test
    void invalid_reply_is_an_outage_and_the_next_read_is_served() throws Exception {
        ScriptedRedis redis = redis((command, out) -> out.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8)));
        ReadPipeline pipeline = pipeline(redis, LONG, CAPACITY);

        assertThatThrownBy(() -> read(pipeline, "odd")).isInstanceOf(StoreUnavailableException.class);

        redis.does(ScriptedRedis::echo);
        assertThat(read(pipeline, "even")).isEqualTo("even");
    }

    @Test
    void reads_from_a_server_that_hangs_end_with_the_timeout_and_succeed_when_it_answers() throws Exception {
        Gate gate = new Gate();
        ScriptedRedis redis = redis(gate);
        ReadPipeline pipeline = pipeline(redis, Duration.ofMillis(200), CAPACITY);

        List<FutureTask<String>> callers = IntStream.range(0, 20)
                .mapToObj(i -> caller(pipeline, "hung-" + i))
                .toList();

        for (FutureTask<String> caller : callers) {
            assertThatThrownBy(() -> caller.get(30, SECONDS)).hasCauseInstanceOf(StoreUnavailableException.class);
        }
        redis.does(ScriptedRedis::echo);
        awaitReply(pipeline, "again");
    }

    @Test
    void read_from_a_server_that_replies_too_slowly_ends_with_the_timeout() throws Exception {
        ScriptedRedis redis = redis(ReadPipelineTest::drip);
        ReadPipeline pipeline = pipeline(redis, Duration.ofMillis(300), CAPACITY);

        assertOutage(caller(pipeline, "drop"));

        redis.does(ScriptedRedis::echo);
        awaitReply(pipeline, "again");
    }

    @Test
    void direct_read_from_a_server_that_replies_too_slowly_ends_with_the_timeout() throws Exception {
        ScriptedRedis redis = redis(ScriptedRedis::echo);
        ReadPipeline pipeline = pipeline(redis, Duration.ofSeconds(1), CAPACITY);
        warmUp(pipeline);

        redis.does(ReadPipelineTest::drip);

        assertOutage(caller(pipeline, "drop"));
    }

    @Test
    void large_read_from_a_server_that_replies_too_slowly_ends_with_the_timeout() throws Exception {
        ReadPipeline pipeline = pipeline(redis(ReadPipelineTest::drip), Duration.ofMillis(300), CAPACITY);

        List<@Nullable Object> outcomes =
                start(() -> readAll(pipeline, List.of("drop", "by", "drop"))).get(30, SECONDS);

        assertThat(outcomes).hasSize(3).hasOnlyElementsOfType(StoreUnavailableException.class);
    }

    @Test
    void read_ends_with_the_timeout_if_no_connection_opens() throws Exception {
        ReadPipeline pipeline = pipeline(redis(ScriptedRedis::echo), Duration.ofMillis(300), CAPACITY);
        holdBorrowers();
        FutureTask<String> taken = caller(pipeline, "taken");
        await(() -> !borrowers.isEmpty());

        FutureTask<String> behind = caller(pipeline, "behind");

        assertOutage(taken);
        assertOutage(behind);
    }

    @Test
    void watch_continues_after_an_exception() throws Exception {
        ReadPipeline pipeline = pipeline(redis(ScriptedRedis::echo), Duration.ofMillis(300), CAPACITY);
        holdBorrowers();
        ThrowingAppender appender = new ThrowingAppender();
        Logger logger = (Logger) LoggerFactory.getLogger(RedisErrors.class);
        logger.setLevel(Level.WARN);
        logger.addAppender(appender);
        appender.start();
        try {
            assertOutage(caller(pipeline, "unlogged"));
        } finally {
            logger.detachAppender(appender);
            logger.setLevel(null);
        }
        assertThat(appender.thrown).isTrue();
    }

    @Test
    void unexpected_error_fails_only_the_reads_of_its_batch() throws Exception {
        ReadPipeline pipeline = pipeline(redis(ScriptedRedis::echo), LONG, CAPACITY);
        onBorrow = () -> {
            throw new AssertionError("not expected");
        };

        assertOutage(caller(pipeline, "unlucky"));

        onBorrow = () -> {};
        assertThat(caller(pipeline, "next").get(20, SECONDS)).isEqualTo("next");
    }

    /** A pool that is closed interrupts the threads that wait for its connections. */
    @Test
    void reads_are_made_again_when_the_pool_is_closed_while_the_dispatcher_waits_for_a_connection() throws Exception {
        ReadPipeline pipeline = pipeline(redis(ScriptedRedis::echo), LONG, CAPACITY);
        AtomicBoolean closing = new AtomicBoolean(true);
        onBorrow = () -> {
            if (closing.getAndSet(false)) {
                throw new JedisException("Could not get a resource from the pool", new InterruptedException());
            }
        };

        assertThat(read(pipeline, "key")).isEqualTo("key");
    }

    @Test
    void interrupted_dispatcher_serves_the_reads_that_wait_behind() throws Exception {
        ReadPipeline pipeline = pipeline(redis(ScriptedRedis::echo), LONG, CAPACITY);
        List<FutureTask<String>> behind = Collections.synchronizedList(new ArrayList<>());
        List<Boolean> interruptions = Collections.synchronizedList(new ArrayList<>());
        onBorrow = () -> {
            interruptions.add(Thread.currentThread().isInterrupted());
            if (behind.isEmpty()) {
                behind.add(caller(pipeline, "behind"));
                awaitWaiting(pipeline, 2);
                Thread.currentThread().interrupt();
            }
        };

        assertThat(read(pipeline, "first")).isEqualTo("first");

        assertThat(behind.get(0).get(30, SECONDS)).isEqualTo("behind");
        assertThat(interruptions).hasSizeGreaterThan(1).containsOnly(false);
    }

    @Test
    void failure_to_get_a_connection_is_an_outage() throws Exception {
        ReadPipeline pipeline = pipeline(redis(ScriptedRedis::echo), LONG, CAPACITY);
        onBorrow = () -> {
            throw new JedisConnectionException("refused");
        };

        assertOutage(caller(pipeline, "unlucky"));

        onBorrow = () -> {};
        assertThat(read(pipeline, "next")).isEqualTo("next");
    }

    @Test
    void callers_with_large_reads_get_each_reply_at_its_index() throws Exception {
        ReadPipeline pipeline = pipeline(redis(ScriptedRedis::echo), LONG, CAPACITY);
        List<FutureTask<Boolean>> callers = IntStream.range(0, 8)
                .mapToObj(caller -> start(() -> {
                    for (int n = 0; n < 5; n++) {
                        List<String> keys = keys(caller + "-" + n + "-", 700);
                        assertThat(readAll(pipeline, keys).stream().map(ReadPipelineTest::text))
                                .isEqualTo(keys);
                    }
                    return true;
                }))
                .toList();

        for (FutureTask<Boolean> caller : callers) {
            assertThat(caller.get(50, SECONDS)).isTrue();
        }
    }

    @Test
    void read_beyond_the_capacity_is_refused_at_once_and_other_reads_are_served() throws Exception {
        Gate gate = new Gate();
        ReadPipeline pipeline = pipeline(redis(gate), LONG, 5);
        List<FutureTask<String>> callers = behindTheGate(pipeline, gate, 4);

        assertThatThrownBy(() -> read(pipeline, "too many")).isInstanceOf(StoreUnavailableException.class);

        gate.open();
        for (int i = 0; i < 4; i++) {
            assertThat(callers.get(i).get(30, SECONDS)).isEqualTo("key-" + i);
        }
    }

    @Test
    void caller_that_is_interrupted_returns_at_once_and_stays_interrupted() throws Exception {
        Gate gate = new Gate();
        ReadPipeline pipeline = pipeline(redis(gate), LONG, CAPACITY);
        List<FutureTask<String>> callers = behindTheGate(pipeline, gate, 3);
        FutureTask<Boolean> interrupted = new FutureTask<>(() -> {
            assertThatThrownBy(() -> read(pipeline, "interrupted")).isInstanceOf(StoreUnavailableException.class);
            return Thread.currentThread().isInterrupted();
        });
        Thread thread = new Thread(interrupted);
        thread.start();
        awaitWaiting(pipeline, 5);

        thread.interrupt();

        assertThat(interrupted.get(30, SECONDS)).isTrue();
        gate.open();
        for (int i = 0; i < 3; i++) {
            assertThat(callers.get(i).get(30, SECONDS)).isEqualTo("key-" + i);
        }
        assertThat(gate.seen).doesNotContain("interrupted");
    }

    @Test
    void interrupted_caller_sends_no_read_and_stays_interrupted() throws Exception {
        ReadPipeline pipeline = pipeline(redis(ScriptedRedis::echo), LONG, CAPACITY);
        warmUp(pipeline);
        borrowers.clear();

        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> read(pipeline, "interrupted")).isInstanceOf(StoreUnavailableException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(borrowers).isEmpty();
    }

    @Test
    void close_completes_all_reads_and_refuses_later_reads() throws Exception {
        Gate gate = new Gate();
        ReadPipeline pipeline = pipeline(redis(gate), LONG, CAPACITY);
        List<FutureTask<String>> callers = behindTheGate(pipeline, gate, 10);

        pipeline.close();

        for (FutureTask<String> caller : callers) {
            assertThatThrownBy(() -> caller.get(30, SECONDS)).hasCauseInstanceOf(StoreUnavailableException.class);
        }
        assertThatThrownBy(() -> read(pipeline, "late")).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void close_ends_the_dispatcher() throws Exception {
        ReadPipeline pipeline = pipeline(redis(ScriptedRedis::echo), LONG, CAPACITY);
        read(pipeline, "first");
        Thread dispatcher = borrowers.get(0);

        pipeline.close();

        dispatcher.join(SECONDS.toMillis(30));
        assertThat(dispatcher.isAlive()).isFalse();
    }

    @Test
    void close_completes_concurrent_reads() throws Exception {
        ReadPipeline pipeline = pipeline(redis(ScriptedRedis::echo), LONG, CAPACITY);
        onPool = pipeline::close;

        assertOutage(caller(pipeline, "late"));
    }

    @ParameterizedTest
    @MethodSource("callerThreads")
    void close_under_load_completes_all_calls(Executor threads) throws Exception {
        ReadPipeline pipeline = pipeline(redis(ScriptedRedis::echo), LONG, 1000);
        CountDownLatch underWay = new CountDownLatch(200);
        List<FutureTask<Integer>> callers = IntStream.range(0, 50)
                .mapToObj(i -> start(threads, () -> readUntilRefused(pipeline, "caller-" + i, underWay)))
                .toList();
        underWay.await();

        pipeline.close();

        for (FutureTask<Integer> caller : callers) {
            assertThat(caller.get(30, SECONDS)).isNotNegative();
        }
    }

    @ParameterizedTest
    @MethodSource("callerThreads")
    void ten_thousand_callers_at_once_get_their_own_replies(Executor threads) throws Exception {
        int callers = 10_000;
        ReadPipeline pipeline = pipeline(redis(ScriptedRedis::echo), LONG, callers);
        CountDownLatch together = new CountDownLatch(1);
        List<FutureTask<String>> replies = IntStream.range(0, callers)
                .mapToObj(i -> start(threads, () -> {
                    together.await();
                    return read(pipeline, "key-" + i);
                }))
                .toList();

        together.countDown();

        for (int i = 0; i < callers; i++) {
            assertThat(replies.get(i).get(170, SECONDS)).isEqualTo("key-" + i);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void each_caller_gets_its_own_reply_or_an_outage_under_random_faults(long seed) throws Exception {
        Random errors = new Random(seed);
        ReadPipeline pipeline = pipeline(
                redis((command, out) -> {
                    int fault;
                    synchronized (errors) {
                        fault = errors.nextInt(200);
                    }
                    misbehave(fault, command, out);
                }),
                Duration.ofMillis(500),
                40);
        List<Named<Executor>> kinds = callerThreads().toList();
        Executor threads = kinds.get((int) seed % kinds.size()).getPayload();
        List<FutureTask<Integer>> callers = IntStream.range(0, 32)
                .mapToObj(i -> {
                    Random own = new Random(seed * 1000 + i);
                    return start(threads, () -> {
                        int served = 0;
                        for (int n = 0; n < 100; n++) {
                            if (own.nextInt(50) == 0) {
                                Thread.currentThread().interrupt();
                            }
                            served += servedRightly(pipeline, "key-" + i + "-" + n) ? 1 : 0;
                            Thread.interrupted();
                        }
                        return served;
                    });
                })
                .toList();

        int served = 0;
        for (FutureTask<Integer> caller : callers) {
            served += caller.get(50, SECONDS);
        }
        assertThat(served).isPositive();
        awaitWaiting(pipeline, 0);
        await(() -> pool().getNumActive() == 0);
    }

    /** Callers may be either, where there are both. */
    private static Stream<Named<Executor>> callerThreads() throws ReflectiveOperationException {
        Named<Executor> platform = Named.of("platform threads", ReadPipelineTest::startPlatformThread);
        Method virtual;
        try {
            virtual = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
        } catch (NoSuchMethodException beforeJava21) {
            return Stream.of(platform);
        }
        return Stream.of(platform, Named.of("virtual threads", (Executor) virtual.invoke(null)));
    }

    /** A reply that never ends, and never leaves its reader without a byte for as long as the time-out. */
    private static void drip(List<String> command, OutputStream out) throws IOException, InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        out.write("$1000000\r\n".getBytes(UTF_8));
        while (!never.await(50, MILLISECONDS)) {
            out.write('x');
        }
    }

    private static void misbehave(int fault, List<String> command, OutputStream out) throws IOException {
        switch (fault) {
            case 0 -> throw new IOException("cut");
            case 1 -> {
                out.write("$30\r\nhal".getBytes(UTF_8));
                throw new IOException("cut");
            }
            case 2 -> out.write("-LOADING soon\r\n".getBytes(UTF_8));
            case 3 -> out.write("$-1\r\n".getBytes(UTF_8));
            default -> ScriptedRedis.echo(command, out);
        }
    }

    private static boolean servedRightly(ReadPipeline pipeline, String key) {
        try {
            String reply = read(pipeline, key);
            assertThat(reply).isIn(key, "nil", "error: LOADING soon");
            return reply.equals(key);
        } catch (StoreUnavailableException outage) {
            return false;
        }
    }

    private static int readUntilRefused(ReadPipeline pipeline, String key, CountDownLatch underWay) {
        int served = 0;
        try {
            while (true) {
                assertThat(read(pipeline, key)).isEqualTo(key);
                underWay.countDown();
                served++;
            }
        } catch (StoreUnavailableException closed) {
            return served;
        }
    }

    /** Two reads that are under way and not answered, and behind them {@code count} that wait to be sent. */
    private List<FutureTask<String>> behindTheGate(ReadPipeline pipeline, Gate gate, int count) throws Exception {
        warmUp(pipeline);
        gate.holding = new CountDownLatch(2);
        FutureTask<String> direct = caller(pipeline, "direct");
        gate.awaitHeld(1);
        FutureTask<String> dispatched = caller(pipeline, "dispatched");
        gate.awaitHeld(0);
        List<FutureTask<String>> callers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            callers.add(caller(pipeline, "key-" + i));
            awaitWaiting(pipeline, i + 2);
        }
        assertThat(direct.isDone() || dispatched.isDone()).isFalse();
        return callers;
    }

    /** Returns when a read is direct: a connection is open, and nothing under way. */
    private void warmUp(ReadPipeline pipeline) {
        await(() -> {
            borrowers.clear();
            return read(pipeline, "warm").equals("warm") && borrowers.contains(Thread.currentThread());
        });
    }

    private static void assertOutage(FutureTask<?> caller) {
        assertThatThrownBy(() -> caller.get(20, SECONDS)).hasCauseInstanceOf(StoreUnavailableException.class);
    }

    /** Until the test is over. */
    private void holdBorrowers() {
        CountDownLatch over = new CountDownLatch(1);
        opened.add(over::countDown);
        onBorrow = () -> {
            try {
                over.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private static void awaitWaiting(ReadPipeline pipeline, int count) {
        await(() -> pipeline.waiting() == count);
    }

    private static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).isLessThan(SECONDS.toNanos(30));
            Thread.onSpinWait();
        }
    }

    /** The time-out is short, the machine may be busy. */
    private static void awaitReply(ReadPipeline pipeline, String key) {
        await(() -> {
            try {
                return read(pipeline, key).equals(key);
            } catch (StoreUnavailableException notYet) {
                return false;
            }
        });
    }

    private static FutureTask<String> caller(ReadPipeline pipeline, String key) {
        return start(() -> read(pipeline, key));
    }

    private static <T> FutureTask<T> start(Callable<T> work) {
        return start(ReadPipelineTest::startPlatformThread, work);
    }

    private static <T> FutureTask<T> start(Executor threads, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        threads.execute(task);
        return task;
    }

    private static void startPlatformThread(Runnable task) {
        Thread thread = new Thread(null, task, "caller", 128 * 1024);
        thread.setDaemon(true);
        thread.start();
    }

    private static List<String> keys(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    private static List<@Nullable Object> readAll(ReadPipeline pipeline, List<String> keys) {
        return pipeline.executeAll(keys, ReadPipelineTest::get);
    }

    private static CommandArguments get(String key) {
        return new CommandArguments(Command.GET).key(key);
    }

    private static String read(ReadPipeline pipeline, String key) {
        return text(pipeline.execute(key, get(key)));
    }

    private static String text(@Nullable Object reply) {
        if (reply instanceof StoreUnavailableException outage) {
            return "outage: " + outage.getMessage();
        }
        if (reply instanceof JedisDataException error) {
            return "error: " + error.getMessage();
        }
        return reply == null ? "nil" : new String((byte[]) reply, UTF_8);
    }

    private ScriptedRedis redis(ScriptedRedis.Script script) throws IOException {
        ScriptedRedis redis = new ScriptedRedis(script);
        opened.add(redis);
        return redis;
    }

    private ReadPipeline pipeline(ScriptedRedis redis, Duration timeout, int capacity) {
        ConnectionPoolConfig limits = new ConnectionPoolConfig();
        limits.setJmxEnabled(false);
        ConnectionPool created = new RecordingPool(
                new BoundedConnectionFactory(
                        new HostAndPort("127.0.0.1", redis.port()),
                        DefaultJedisClientConfig.builder()
                                .protocol(RedisProtocol.RESP2)
                                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                                .timeoutMillis((int) timeout.toMillis())
                                .build()),
                limits);
        ReadPipeline pipeline = new ReadPipeline(
                "test",
                () -> {
                    onPool.run();
                    return created;
                },
                new RedisErrors(),
                timeout,
                capacity);
        opened.add(pipeline);
        opened.add(created);
        pool = created;
        return pipeline;
    }

    private ConnectionPool pool() {
        return Objects.requireNonNull(pool);
    }

    /** Records which threads borrow a connection, and which of them open one. */
    private final class RecordingPool extends ConnectionPool {
        RecordingPool(BoundedConnectionFactory factory, ConnectionPoolConfig limits) {
            super(factory, limits);
        }

        @Override
        public Connection borrowObject(Duration maxWait) throws Exception {
            borrowers.add(Thread.currentThread());
            onBorrow.run();
            long before = getCreatedCount();
            try {
                return super.borrowObject(maxWait);
            } finally {
                if (getCreatedCount() > before) {
                    openers.add(Thread.currentThread());
                }
            }
        }
    }

    /** Is out of memory, for once. */
    private static final class ThrowingAppender extends AppenderBase<ILoggingEvent> {
        volatile boolean thrown;

        @Override
        protected void append(ILoggingEvent event) {
            if (!thrown) {
                thrown = true;
                throw new OutOfMemoryError("not really");
            }
        }
    }

    /** Holds all replies back until it is opened; then echoes. */
    private static final class Gate implements ScriptedRedis.Script {
        interface BeforeReply {
            void run() throws IOException;
        }

        final List<String> seen = Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch opened = new CountDownLatch(1);
        private final ByteArrayOutputStream heldBack = new ByteArrayOutputStream();
        volatile CountDownLatch holding = new CountDownLatch(0);
        volatile String errorFor = "";
        volatile int repliesAtOnce = 1;
        volatile BeforeReply beforeReply = () -> {};

        void open() {
            opened.countDown();
        }

        void awaitHeld(int left) {
            await(() -> holding.getCount() <= left);
        }

        @Override
        public void on(List<String> command, OutputStream out) throws IOException, InterruptedException {
            String key = command.get(1);
            if (key.equals("warm")) {
                ScriptedRedis.echo(command, out);
                return;
            }
            holding.countDown();
            opened.await();
            seen.add(key);
            if (key.startsWith("key-")) {
                beforeReply.run();
                reply(key, out);
            } else {
                ScriptedRedis.echo(command, out);
            }
        }

        private synchronized void reply(String key, OutputStream out) throws IOException {
            heldBack.write(key.equals(errorFor) ? "-WRONGTYPE no\r\n".getBytes(UTF_8) : ScriptedRedis.bulk(key));
            if (--repliesAtOnce <= 0) {
                heldBack.writeTo(out);
                heldBack.reset();
            }
        }
    }
}
