package io.contentjobs.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.FaultyProxy;
import io.contentjobs.bootstrap.testing.FaultyProxy.Fault;
import io.contentjobs.bootstrap.testing.Footprint;
import io.contentjobs.bootstrap.testing.Load;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.testing.Signals;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** Faults of Redis and of the way to it, under load: the server answers 503 in time, recovers and leaks nothing. */
final class RepeatedFaultsIT {
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    /** For a busy machine. A request that hangs takes longer. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    private static final Duration RECOVERY = Duration.ofSeconds(30);
    private static final int ROUNDS = 6;

    /** So many that Redis is still loading its data when it is asked first. */
    private static final int OTHER_JOBS = 200;

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    private final Job job = Jobs.processing();
    private RedisProcess redis;
    private RawRedis raw;
    private FaultyProxy proxy;
    private ServerProcess server;
    private Client client;

    enum Outage {
        REDIS_IS_KILLED_AND_LOADS_ITS_DATA,
        REDIS_HANGS,
        REPLIES_ARE_LATER_THAN_THE_TIME_OUT,
        CONNECTIONS_ARE_CUT_IN_A_REPLY,
        REPLIES_ARE_GARBAGE
    }

    @BeforeEach
    void start() throws Exception {
        redis = deployment.redis(deployment.persistent());
        raw = deployment.raw();
        raw.put(job);
        for (int i = 0; i < OTHER_JOBS; i++) {
            raw.put(Jobs.pending());
        }
        raw.commands().executeCommand(new CommandArguments(Command.SAVE));
        proxy = deployment.add(new FaultyProxy(redis.port()));
        server = deployment.process("REDIS_URL", proxy.url(), "REDIS_TIMEOUT", TIMEOUT.toMillis() + "ms");
        client = new Client(server);
    }

    @ParameterizedTest
    @EnumSource(names = {"REDIS_IS_KILLED_AND_LOADS_ITS_DATA", "REDIS_HANGS"})
    void server_answers_503_in_an_outage_and_recovers(Outage outage) throws Exception {
        Load load = load();
        disturb(load, outage, Duration.ofSeconds(10));
        assertEachAnswerWithin(load, TIMEOUT.plusSeconds(3));
    }

    @Tag("full")
    @ParameterizedTest
    @EnumSource
    void server_recovers_from_repeated_outages_and_leaks_nothing(Outage outage) throws Exception {
        Load load = load();
        disturb(load, outage, RECOVERY);
        Footprint before = Footprint.of(server.pid());
        for (int round = 0; round < ROUNDS; round++) {
            disturb(load, outage, RECOVERY);
        }
        Footprint.awaitLike(before, server.pid());
        assertEachAnswerWithin(load, TIMEOUT.plus(SLACK));
    }

    @Tag("full")
    @Test
    void server_answers_200_while_replies_are_late_but_in_time() throws Exception {
        Load load = load();
        proxy.setFault(Fault.late(Duration.ofMillis(50)));
        load.awaitAnswers(200);
        load.awaitAnswers(200);
        assertThat(load.stop()).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
    }

    @Tag("full")
    @Test
    void redis_with_full_memory_refuses_workers_and_the_server_answers_200() throws Exception {
        RedisStore store = deployment.add(RedisStore.connect(redis.url(), TIMEOUT));
        JobWriter writer = store.writer(Duration.ofHours(1), Duration.ofDays(7));
        Load load = load();
        raw.commands().configSet("maxmemory", "1");
        assertThatThrownBy(() -> writer.create(Jobs.pending()))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("OOM");
        load.awaitAnswers(200);
        raw.commands().configSet("maxmemory", "0");
        writer.create(Jobs.pending());
        assertThat(load.stop()).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
    }

    private Load load() {
        Load load = deployment.add(new Load(client.request("GET", Client.pathOf(job.id()))));
        load.awaitAnswers(200);
        return load;
    }

    private void disturb(Load load, Outage outage, Duration recovery) throws Exception {
        begin(outage);
        load.awaitAnswers(503);
        HttpResponse<String> refused = client.poll(job.id());
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("JOB_005");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        end(outage);
        Await.within(recovery, "an answer of 200", () -> client.poll(job.id()).statusCode() == 200);
        load.awaitAnswers(200);
    }

    private void begin(Outage outage) throws Exception {
        switch (outage) {
            case REDIS_IS_KILLED_AND_LOADS_ITS_DATA -> Signals.send("KILL", redis.pid());
            case REDIS_HANGS -> Signals.send("STOP", redis.pid());
            case REPLIES_ARE_LATER_THAN_THE_TIME_OUT -> proxy.setFault(Fault.late(Duration.ofSeconds(2)));
            case CONNECTIONS_ARE_CUT_IN_A_REPLY -> proxy.setFault(Fault.cut());
            case REPLIES_ARE_GARBAGE ->
                proxy.setFault(Fault.garbage(
                        "HTTP/1.1 400 Bad Request\r\n\r\n", "\0\0\0\0\r\n", "$-7\r\n", ":x\r\n", "*2\r\n$5\r\nfo"));
        }
    }

    private void end(Outage outage) throws Exception {
        switch (outage) {
            case REDIS_IS_KILLED_AND_LOADS_ITS_DATA -> {
                String[] slowly = {"--key-load-delay", "10000", "--loading-process-events-interval-bytes", "1024"};
                redis = deployment.add(RedisProcess.startOn(redis.port(), deployment.persistent(slowly)));
            }
            case REDIS_HANGS -> Signals.send("CONT", redis.pid());
            default -> proxy.setFault(Fault.NONE);
        }
    }

    private static void assertEachAnswerWithin(Load load, Duration limit) throws InterruptedException {
        assertThat(load.stop()).allSatisfy(answer -> {
            assertThat(answer.status()).isIn(200, 503);
            assertThat(answer.latency()).isLessThan(limit);
        });
    }
}
