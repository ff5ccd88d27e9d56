package io.contentjobs.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contentjobs.application.testing.Await;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.testing.ClosedPort;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log of the packaged server as JSON: its start, an outage and its stop. */
final class LoggedCourseIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    @Test
    void server_logs_its_start_an_outage_and_its_stop_as_json() throws Exception {
        ClosedPort down = deployment.add(new ClosedPort());
        String url = "redis://:s3cret@127.0.0.1:" + down.port();
        ServerProcess server = deployment.process("LOG_FORMAT", "json", "REDIS_URL", url);
        server.err().await("the outage", line -> line.contains("connection refused by 127.0.0.1:" + down.port()));
        deployment.add(RedisProcess.startOn(down.release(), "--requirepass", "s3cret"));
        server.err().await("the end of the outage", line -> line.matches(".*Redis answers again after \\d+\\.\\d s.*"));
        String java = Runtime.version().toString().replace("+", "\\+").replace(".", "\\.");
        assertThat(new Client(server.loggedPort()).get("/metrics").body().lines())
                .anyMatch(line -> line.matches("content_jobs_build_info\\{java=\"" + java
                        + "\",revision=\"([0-9a-f]{12}|unknown)\",version=\"\\d+\\.\\d+\\.\\d+.*\"} 1"));

        server.terminate();

        assertThat(server.exitCode()).isZero();
        assertThat(server.out().toTheEnd()).isEmpty();
        assertThat(messages(server))
                .anySatisfy(line -> assertThat(line)
                        .matches("INFO Started content-jobs \\d+\\.\\d+\\.\\d+\\S* \\(revision \\S+, Java " + java
                                + "\\): listening on http://127\\.0\\.0\\.1:\\d+, reading "
                                + "redis://:\\*\\*\\*\\*@127\\.0\\.0\\.1:" + down.port()))
                .anyMatch(line -> line.startsWith("INFO The API requires no tokens"))
                .noneMatch(line -> line.contains("s3cret"))
                .endsWith("INFO Stopping", "INFO Stopped");
    }

    @Test
    void second_signal_ends_the_stop_delay() throws Exception {
        ServerProcess server = deployment.process("LOG_FORMAT", "json", "STOP_DELAY", "5m");
        server.loggedPort();

        server.terminate();
        server.err().await("the delay", line -> line.contains("serving for 300 s more"));
        Await.until("the end", () -> {
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
    void server_logs_an_address_that_it_cannot_listen_on(String host, String reason) throws Exception {
        ServerProcess server = deployment.process("LOG_FORMAT", "json", "HTTP_HOST", host);

        assertThat(server.exitCode()).isEqualTo(1);
        assertThat(messages(server))
                .containsExactly("ERROR Could not start: Cannot listen on " + host + ":0: " + reason);
    }

    @Test
    void server_logs_bad_settings() throws Exception {
        ServerProcess server = deployment.demoProcess("LOG_FORMAT", "json", "HTTP_PORT", "none", "MAX_WAIT", "none");

        assertThat(server.exitCode()).isEqualTo(2);
        assertThat(messages(server))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("ERROR HTTP_PORT: 'none' is refused"),
                        line -> assertThat(line).startsWith("ERROR MAX_WAIT: 'none' is refused"));
    }

    /** Returns the level and the message of each line, which must be a JSON object. */
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
