package io.contentjobs.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.testing.Eventually;
import io.contentjobs.bootstrap.testing.FaultyProxy;
import io.contentjobs.bootstrap.testing.FaultyProxy.Fault;
import io.contentjobs.bootstrap.testing.Figures;
import io.contentjobs.bootstrap.testing.Footprint;
import io.contentjobs.bootstrap.testing.HttpJobStatus;
import io.contentjobs.bootstrap.testing.Load;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.domain.Job;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.StoreUnavailableException;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.RedisStore;
import io.contentjobs.redis.testing.Signals;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/**
 * Each way in which Redis, or the way to it, goes wrong, again and again under load: what clients are told, how soon,
 * when all is well again, and that nothing of it is left behind in the server.
 */
@Tag("full")
final class RepeatedFaultsIT {
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    /** For a machine that is busy; what hangs takes longer. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    private static final Duration RECOVERY = Duration.ofSeconds(30);
    private static final int ROUNDS = 6;

    /** So that Redis is still loading when it is asked first. */
    private static final int OTHER_JOBS = 200;

    private final Closer closer = new Closer();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Job job = Jobs.processing();

    @TempDir
    private Path directory;

    private RedisProcess redis;
    private RawRedis raw;
    private FaultyProxy proxy;
    private ServerProcess server;
    private HttpRequest request;

    private interface Step {
        void run() throws Exception;
    }

    @BeforeEach
    void start() throws Exception {
        redis = closer.add(RedisProcess.start(persistent()));
        raw = closer.add(new RawRedis(redis.port()));
        raw.put(job);
        for (int i = 0; i < OTHER_JOBS; i++) {
            raw.put(Jobs.pending());
        }
        raw.commands().executeCommand(new CommandArguments(Command.SAVE));
        proxy = closer.add(new FaultyProxy(redis.port()));
        server = closer.add(ServerProcess.start(
                directory,
                Map.of(
                        "REDIS_URL", "redis://127.0.0.1:" + proxy.port(),
                        "REDIS_TIMEOUT", TIMEOUT.toMillis() + "ms")));
        request = HttpJobStatus.request(server.port(), job.id().value());
    }

    @AfterEach
    void stop() {
        closer.close();
    }

    @Test
    void redis_is_killed_and_loads_its_data_when_it_is_back() throws Exception {
        assertWithstood("killed, restarted, loading", () -> Signals.send("KILL", redis.pid()), () -> {
            String[] slowly = {"--key-load-delay", "10000", "--loading-process-events-interval-bytes", "1024"};
            redis = closer.add(RedisProcess.startOn(redis.port(), persistent(slowly)));
        });
    }

    @Test
    void redis_hangs_and_goes_on() throws Exception {
        assertWithstood(
                "SIGSTOP, SIGCONT", () -> Signals.send("STOP", redis.pid()), () -> Signals.send("CONT", redis.pid()));
    }

    @Test
    void replies_take_longer_than_the_time_out() throws Exception {
        assertWithstood("replies 2 s late", Fault.late(Duration.ofSeconds(2)));
    }

    @Test
    void connections_are_cut_in_mid_reply() throws Exception {
        assertWithstood("cut in mid-reply", Fault.cut());
    }

    @Test
    void replies_are_garbage() throws Exception {
        assertWithstood(
                "garbage",
                Fault.garbage(
                        "HTTP/1.1 400 Bad Request\r\n\r\n", "\0\0\0\0\r\n", "$-7\r\n", ":x\r\n", "*2\r\n$5\r\nfo"));
    }

    @Test
    void replies_that_are_late_but_in_time_fail_nobody() throws Exception {
        Load load = closer.add(new Load(request));
        load.awaitAnswers(200);

        proxy.goesWrong(Fault.late(Duration.ofMillis(50)));
        load.awaitAnswers(200);
        load.awaitAnswers(200);

        assertThat(load.stop()).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
    }

    @Test
    void full_memory_refuses_workers_and_fails_no_reader() throws Exception {
        RedisStore store = closer.add(RedisStore.connect(redis.url(), TIMEOUT));
        JobWriter writer = store.writer(Duration.ofHours(1), Duration.ofDays(7));
        Load load = closer.add(new Load(request));
        load.awaitAnswers(200);

        raw.commands().configSet("maxmemory", "1");
        assertThatThrownBy(() -> writer.create(Jobs.pending()))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("OOM");
        load.awaitAnswers(200);
        raw.commands().configSet("maxmemory", "0");
        writer.create(Jobs.pending());

        assertThat(load.stop()).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
    }

    private void assertWithstood(String what, Fault fault) throws Exception {
        assertWithstood(what, () -> proxy.goesWrong(fault), () -> proxy.goesWrong(Fault.NONE));
    }

    private void assertWithstood(String what, Step begin, Step end) throws Exception {
        Load load = closer.add(new Load(request));
        load.awaitAnswers(200);
        disturb(load, begin, end);
        Footprint before = Footprint.of(server.pid());
        List<Long> recoveries = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            recoveries.add(disturb(load, begin, end).toMillis());
        }
        Footprint after = awaitFootprintOf(before);
        List<Load.Answer> answers = load.stop();
        Figures.note(what, answers, recoveries, before, after);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isIn(200, 503);
            assertThat(answer.latency()).isLessThan(TIMEOUT.plus(SLACK));
        });
    }

    private Footprint awaitFootprintOf(Footprint before) throws Exception {
        Footprint[] latest = {before};
        Eventually.within(Duration.ofSeconds(60), "a server as small as " + before, () -> {
            latest[0] = Footprint.of(server.pid());
            return latest[0].isLikely(before);
        });
        return latest[0];
    }

    /** Returns how long after the end of the fault the first good answer came. */
    private Duration disturb(Load load, Step begin, Step end) throws Exception {
        begin.run();
        load.awaitAnswers(503);
        HttpResponse<String> refused = client.send(request, BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("JOB_005");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        end.run();
        long healed = System.nanoTime();
        Eventually.within(
                RECOVERY,
                "an answer of 200",
                () -> client.send(request, BodyHandlers.discarding()).statusCode() == 200);
        Duration recovery = Duration.ofNanos(System.nanoTime() - healed);
        load.awaitAnswers(200);
        return recovery;
    }

    /** So that no data is lost when it is killed, and a 404 would be a lie. */
    private String[] persistent(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--dir", directory.toString(), "--dbfilename", "dump.rdb"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }
}
