package io.contentjobs.bootstrap.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contentjobs.application.testing.Await;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.TiedProcess;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** The prometheus on the PATH, on a free port. It ends with this JVM. */
final class Prometheus implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String CONFIGURATION = """
            global:
              scrape_interval: 1s
              scrape_timeout: 1s
              evaluation_interval: 500ms
            rule_files:
              - rules.yml
            scrape_configs:
              - job_name: content-jobs
                file_sd_configs:
                  - files: [targets.json]
            """;

    private final TiedProcess process;
    private final Path home;

    private Prometheus(TiedProcess process, Path home) {
        this.process = process;
        this.home = home;
    }

    /** Starts one without targets, with all its files in {@code home}. */
    static Prometheus start(Path home, String rules) throws Exception {
        Files.writeString(home.resolve("prometheus.yml"), CONFIGURATION);
        Files.writeString(home.resolve("rules.yml"), rules);
        Files.writeString(home.resolve("targets.json"), "[]");
        TiedProcess process = TiedProcess.start(
                home,
                port -> List.of(
                        "prometheus",
                        "--config.file=prometheus.yml",
                        "--storage.tsdb.path=data",
                        "--web.listen-address=127.0.0.1:" + port));
        Client client = new Client(process.port());
        Await.until("a prometheus", () -> client.get("/-/ready").statusCode() == 200);
        return new Prometheus(process, home);
    }

    /** Makes it scrape these ports of the loopback interface, by their {@code instance}. */
    void scrape(Map<String, Integer> portsByName) throws IOException {
        List<Map<String, Object>> targets = portsByName.entrySet().stream()
                .map(target -> Map.<String, Object>of(
                        "targets", List.of("127.0.0.1:" + target.getValue()),
                        "labels", Map.of("instance", target.getKey())))
                .toList();
        Path written = Files.write(home.resolve("written.json"), JSON.writeValueAsBytes(targets));
        Files.move(written, home.resolve("targets.json"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns the alerts that are pending or firing. */
    JsonNode alerts() throws Exception {
        return data("/api/v1/alerts").path("alerts");
    }

    /** Returns the series of an expression, each with {@code metric} and {@code value}. */
    JsonNode query(String expression) throws Exception {
        return data("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result");
    }

    private JsonNode data(String path) throws Exception {
        HttpResponse<String> answer = new Client(process.port()).get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer.body());
        }
        return JSON.readTree(answer.body()).path("data");
    }

    /** Stops it, and waits for its end. */
    @Override
    public void close() throws IOException {
        process.close();
    }
}
