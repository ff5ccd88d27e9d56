package io.contentjobs.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.testing.ClosedPort;
import io.contentjobs.bootstrap.testing.Eventually;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.redis.RedisProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the packaged server logs of its start, of an outage and of its end, as JSON. */
final class LoggedCourseIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Closer closer = new Closer();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        closer.close();
    }

    @Test
    void course_of_a_server_is_logged_as_json_from_its_start_to_its_end() throws Exception {
        ClosedPort down = closer.add(new ClosedPort());
        String url = "redis://:s3cret@127.0.0.1:" + down.port();
        ServerProcess server = start(Map.of("REDIS_URL", url));
        String started = server.err().await("the start", line -> line.contains("Started content-jobs"));
        server.err().await("the outage", line -> line.contains("connection refused by 127.0.0.1:" + down.port()));
        down.close();
        closer.add(RedisProcess.startOn(down.port(), "--requirepass", "s3cret"));
        server.err().await("the end of the outage", line -> line.matches(".*Redis answers again after \\d+\\.\\d s.*"));
        assertThat(metrics(started))
                .anyMatch(line -> line.matches("content_jobs_build_info\\{java=\"" + quoted(Runtime.version())
                        + "\",revision=\"([0-9a-f]{12}|unknown)\",version=\"\\d+\\.\\d+\\.\\d+.*\"} 1"));

        server.terminate();

        assertThat(server.exitCode()).isZero();
        assertThat(server.out().toTheEnd()).isEmpty();
        List<String> lines = messages(server);
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .matches("INFO Started content-jobs \\d+\\.\\d+\\.\\d+\\S* \\(revision \\S+, Java "
                                + quoted(Runtime.version()) + "\\): listening on http://127\\.0\\.0\\.1:\\d+, reading "
                                + "redis://:\\*\\*\\*\\*@127\\.0\\.0\\.1:" + down.port()))
                .noneMatch(line -> line.contains("s3cret"))
                .endsWith("INFO Stopping", "INFO Stopped");
    }

    @Test
    void second_signal_ends_the_delay_of_the_first() throws Exception {
        RedisProcess redis = closer.add(RedisProcess.start());
        ServerProcess server = start(Map.of("REDIS_URL", redis.url().toString(), "STOP_DELAY", "5m"));
        server.err().await("the start", line -> line.contains("Started content-jobs"));

        server.terminate();
        server.err().await("the delay", line -> line.contains("serves for 300 s more"));
        Eventually.within(Duration.ofSeconds(30), "the end", () -> {
            server.terminate();
            return !server.isAlive();
        });

        assertThat(server.exitCode()).isZero();
        assertThat(messages(server)).endsWith("INFO Stopped");
    }

    @ParameterizedTest
    @CsvSource({
        "nosuch.invalid, unknown host nosuch.invalid",
        "203.0.113.7, this machine has no such address",
    })
    void address_that_cannot_be_listened_on_is_logged_as_json(String host, String reason) throws Exception {
        RedisProcess redis = closer.add(RedisProcess.start());
        ServerProcess server = start(Map.of("REDIS_URL", redis.url().toString(), "HTTP_HOST", host));

        assertThat(server.exitCode()).isEqualTo(1);
        assertThat(messages(server))
                .containsExactly("ERROR Could not start: Cannot listen on " + host + ":0: " + reason);
    }

    @Test
    void bad_settings_are_logged_as_json() throws Exception {
        ServerProcess server = start(Map.of("HTTP_PORT", "none", "MAX_WAIT", "none"));

        assertThat(server.exitCode()).isEqualTo(2);
        assertThat(messages(server))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("ERROR HTTP_PORT: 'none' is refused"),
                        line -> assertThat(line).startsWith("ERROR MAX_WAIT: 'none' is refused"));
    }

    private ServerProcess start(Map<String, String> environment) throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("LOG_FORMAT", "json");
        return closer.add(ServerProcess.start(directory, all));
    }

    private static List<String> metrics(String started) throws Exception {
        String message = JSON.readTree(started).path("formattedMessage").asText();
        URI uri = URI.create(message.replaceAll(".*listening on (http://[0-9.:]+),.*", "$1/metrics"));
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body()
                .lines()
                .toList();
    }

    private static String quoted(Runtime.Version version) {
        return version.toString().replace("+", "\\+").replace(".", "\\.");
    }

    /** Each line must be an object; returns its level and its message. */
    private static List<String> messages(ServerProcess server) throws Exception {
        List<String> messages = new ArrayList<>();
        for (String line : server.err().toTheEnd()) {
            JsonNode object = JSON.readTree(line);
            messages.add(object.path("level").asText() + " "
                    + object.path("formattedMessage").asText());
        }
        return messages;
    }
}
