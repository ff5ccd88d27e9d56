package io.contentjobs.bootstrap.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.domain.JobId;
import io.contentjobs.redis.RedisProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged server logs of a record that makes no sense, for the request that found it. */
@Tag("full")
final class LogFormatIT {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Closer closer = new Closer();
    private final JobId id = Jobs.id();
    private RedisProcess redis;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws Exception {
        redis = closer.add(RedisProcess.start());
        closer.add(new RawRedis(redis.port())).putUnreadable(id);
    }

    @AfterEach
    void stop() {
        closer.close();
    }

    @Test
    void line_of_text_tells_the_request_in_brackets() throws Exception {
        List<String> lines = logged(Map.of());

        assertThat(lines)
                .singleElement()
                .asString()
                .matches("\\S+ WARN +\\w+ \\[gate-7 " + TRACE + "] - .*" + id + ".*");
    }

    @Test
    void line_of_json_tells_the_request_in_fields() throws Exception {
        List<String> lines = logged(Map.of("LOG_FORMAT", "json"));

        assertThat(lines).hasSize(1);
        JsonNode line = JsonMapper.builder().build().readTree(lines.get(0));
        assertThat(line.path("level").asText()).isEqualTo("WARN");
        assertThat(line.path("formattedMessage").asText()).contains(id.value());
        assertThat(line.path("timestamp").asLong()).isPositive();
        assertThat(line.path("mdc").path("requestId").asText()).isEqualTo("gate-7");
        assertThat(line.path("mdc").path("traceparent").asText()).isEqualTo(TRACE);
    }

    private List<String> logged(Map<String, String> environment) throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        all.put("REDIS_URL", redis.url().toString());
        all.put("REDIS_TIMEOUT", "60s");
        ServerProcess server = closer.add(ServerProcess.start(directory, all));
        URI uri = URI.create("http://127.0.0.1:" + server.loggedPort() + "/api/content/jobs/" + id + "/status");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .timeout(Duration.ofSeconds(60))
                                .headers("X-Request-Id", "gate-7", "traceparent", TRACE)
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("X-Request-Id")).contains("gate-7");
        server.terminate();
        assertThat(server.exitCode()).isZero();
        return server.complaints();
    }
}
