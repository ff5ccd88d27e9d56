package io.contentjobs.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.bootstrap.testing.Eventually;
import io.contentjobs.bootstrap.testing.HttpJobStatus;
import io.contentjobs.bootstrap.testing.Load;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.domain.Job;
import io.contentjobs.redis.RedisProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** What clients see while their Redis is killed, or hangs, and comes back. */
final class RedisFaultIT {
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    /** For a machine that is busy; what hangs takes longer. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    private static final Duration RECOVERY = Duration.ofSeconds(2);

    private final Closer closer = new Closer();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Job job = Jobs.processing();

    @TempDir
    private Path directory;

    private RedisProcess redis;
    private HttpRequest request;

    @BeforeEach
    void start() throws Exception {
        redis = closer.add(RedisProcess.start(dataIn(directory)));
        RawRedis raw = closer.add(new RawRedis(redis.port()));
        raw.put(job);
        raw.commands().executeCommand(new CommandArguments(Command.SAVE));
        Map<String, String> environment = Map.of(
                "HTTP_PORT", "0", "REDIS_URL", redis.url().toString(), "REDIS_TIMEOUT", TIMEOUT.toMillis() + "ms");
        ContentJobs jobs = closer.add(ContentJobs.start(Settings.from(environment), Clock.systemUTC()));
        request = HttpJobStatus.request(jobs.httpPort(), job.id().value());
    }

    @AfterEach
    void stop() {
        closer.close();
    }

    @Test
    void killed_redis_is_a_503_until_it_is_back() throws Exception {
        Load load = closer.add(new Load(request));
        load.awaitAnswers(200);

        signal("KILL");
        load.awaitAnswers(503);
        closer.add(RedisProcess.startOn(redis.port(), dataIn(directory)));

        Eventually.within(RECOVERY.plus(SLACK), "an answer of 200", () -> isAnswered(200));
        load.awaitAnswers(200);
        assertEachWasAnsweredInTime(load.stop());
    }

    @Test
    void hanging_redis_is_a_503_until_it_goes_on() throws Exception {
        Load load = closer.add(new Load(request));
        load.awaitAnswers(200);

        signal("STOP");
        load.awaitAnswers(503);
        signal("CONT");

        Eventually.within(RECOVERY.plus(SLACK), "an answer of 200", () -> isAnswered(200));
        load.awaitAnswers(200);
        assertEachWasAnsweredInTime(load.stop());
    }

    private boolean isAnswered(int status) throws Exception {
        return client.send(request, BodyHandlers.discarding()).statusCode() == status;
    }

    private static void assertEachWasAnsweredInTime(List<Load.Answer> answers) {
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isIn(200, 503);
            assertThat(answer.latency()).isLessThan(TIMEOUT.plus(SLACK));
        });
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(redis.pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).isZero();
    }

    /** So that no data is lost when it is killed, and a 404 would be a lie. */
    private static String[] dataIn(Path directory) {
        return new String[] {"--dir", directory.toString(), "--dbfilename", "dump.rdb"};
    }
}
