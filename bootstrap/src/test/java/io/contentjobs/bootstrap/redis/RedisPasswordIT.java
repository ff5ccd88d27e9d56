package io.contentjobs.bootstrap.redis;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.testing.HttpJobStatus;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.redis.RedisProcess;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The password of a Redis is told to that Redis and to nobody else. */
@Tag("full")
final class RedisPasswordIT {
    private static final String WRONG = "wr0ng-p4ssword";

    private final Closer closer = new Closer();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        closer.close();
    }

    @Test
    void wrong_password_is_a_503_and_nowhere_to_be_read() throws Exception {
        RedisProcess redis = closer.add(RedisProcess.start("--requirepass", "right"));
        Map<String, String> environment =
                Map.of("REDIS_URL", "redis://default:" + WRONG + "@127.0.0.1:" + redis.port());
        ServerProcess server = closer.add(ServerProcess.start(directory, environment));
        ServerProcess help = closer.add(ServerProcess.start(directory, environment, "--help"));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpJobStatus.request(server.port(), Jobs.id().value()), ofString());
        String listed = ProcessHandle.of(server.pid())
                .flatMap(process -> process.info().commandLine())
                .orElseThrow();
        server.terminate();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(server.exitCode()).isZero();
        assertThat(help.exitCode()).isZero();
        assertThat(server.err().toTheEnd()).anyMatch(line -> line.contains("WRONGPASS"));
        assertThat(server.out().toTheEnd()).contains("Reading redis://default:****@127.0.0.1:" + redis.port());
        List<String> readable = new ArrayList<>(
                List.of(listed, answer.body(), answer.headers().map().toString()));
        for (ServerProcess process : List.of(server, help)) {
            readable.addAll(process.out().toTheEnd());
            readable.addAll(process.err().toTheEnd());
        }
        assertThat(readable).hasSizeGreaterThan(20).noneMatch(text -> text.contains(WRONG));
    }
}
