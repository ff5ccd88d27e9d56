package io.contentjobs.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.testing.Eventually;
import io.contentjobs.bootstrap.testing.Figures;
import io.contentjobs.bootstrap.testing.Footprint;
import io.contentjobs.bootstrap.testing.HttpJobStatus;
import io.contentjobs.bootstrap.testing.Load;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.bootstrap.testing.VirtualThreads;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.Job;
import io.contentjobs.http.testing.SlowClients;
import io.contentjobs.http.testing.SlowClients.Script;
import io.contentjobs.redis.RedisProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two thousand connections that are slow, each in one of five ways, and a few clients who want to know of their job. */
@Tag("full")
final class SlowConnectionsIT {
    private static final int OF_EACH = 400;

    /** The longest that there is: answers of 50 kB that are not read soon fill what the system keeps for a connection. */
    private static final String LONG_URL = "https://cdn.example.com/" + "a".repeat(16_360);

    /** Of what threads were needed meanwhile a pool lets one go a minute. */
    private static final int POOLED = VirtualThreads.exist() ? 0 : 350;

    /** Often enough to look alive, and not so often that it is a flood. */
    private static final Duration DRIP = Duration.ofMillis(500);

    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private final Closer closer = new Closer();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        closer.close();
    }

    @Test
    void two_thousand_slow_connections_do_not_stop_the_others() throws Exception {
        RedisProcess redis = closer.add(RedisProcess.start());
        Job job = Jobs.processing();
        Job completed = Jobs.completed();
        RawRedis raw = closer.add(new RawRedis(redis.port()));
        raw.put(job);
        raw.put(completed);
        raw.putImageUrls(Jobs.draftOf(completed), new ImageUrls(LONG_URL, LONG_URL, LONG_URL));
        ServerProcess server = closer.add(
                ServerProcess.start(directory, Map.of("REDIS_URL", redis.url().toString(), "REDIS_TIMEOUT", "30s")));
        int port = server.port();
        String poll = poll(job);
        warmUp(port, job);
        Footprint alone = Footprint.of(server.pid());
        Footprint before = new Footprint(alone.threads() + POOLED, alone.descriptors(), alone.heapKilobytes());

        Load load = closer.add(new Load(HttpJobStatus.request(port, job.id().value())));
        load.awaitAnswers(200);
        long begin = System.nanoTime();
        Map<String, SlowClients> slow = new LinkedHashMap<>();
        Map<String, Script> scripts = Map.of(
                "head", Script.dripping(poll + "Drip: ", "x"),
                "next head", Script.dripping(poll + "\r\n" + poll + "Drip: ", "x"),
                "body", Script.dripping(poll + "Content-Length: 1000\r\n\r\n", "x"),
                "silent", Script.SILENT,
                "not reading", Script.notReading((poll(completed) + "\r\n").repeat(10)));
        scripts.forEach((how, script) -> slow.put(how, closer.add(new SlowClients(port, OF_EACH, script, DRIP))));
        Footprint most = Footprint.of(server.pid());
        Map<String, Long> letGo = new LinkedHashMap<>();
        Eventually.within(TIMEOUT, "no slow client left", () -> {
            slow.forEach((how, clients) -> {
                if (clients.open() == 0) {
                    letGo.putIfAbsent(
                            how, Duration.ofNanos(System.nanoTime() - begin).toMillis());
                }
            });
            return letGo.size() == slow.size();
        });
        load.awaitAnswers(200);
        List<Load.Answer> answers = load.stop();
        Footprint[] after = {before};
        Eventually.within(TIMEOUT, "a server as small as " + before, () -> {
            after[0] = Footprint.of(server.pid());
            return after[0].isLikely(before);
        });

        Figures.note("2,000 slow connections: all of a kind let go after ms " + letGo + "; meanwhile "
                + Figures.told(answers) + "; " + alone + ", with them " + most + ", then " + after[0]);
        // Clients that do not read keep a small machine so busy that a read of Redis may take too long now and then.
        long unserved =
                answers.stream().filter(answer -> answer.status() != 200).count();
        assertThat(unserved).isLessThanOrEqualTo(answers.size() / 1_000);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.latency()).isLessThan(Duration.ofSeconds(30));
        });
        assertThat(server.err().soFar()).allMatch(ServerProcess::isInfo);
    }

    private static String poll(Job job) {
        return "GET /api/content/jobs/" + job.id() + "/status HTTP/1.1\r\nHost: h\r\n";
    }

    /** Lets the server allocate what it keeps for normal clients before anything is measured. */
    private static void warmUp(int port, Job job) throws Exception {
        try (Load load = new Load(HttpJobStatus.request(port, job.id().value()))) {
            for (int i = 0; i < 20; i++) {
                load.awaitAnswers(200);
            }
            load.stop();
        }
    }
}
