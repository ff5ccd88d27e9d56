package io.contentjobs.bootstrap.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.contentjobs.bootstrap.testing.Eventually;
import io.contentjobs.bootstrap.testing.TiedProcess;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The prometheus on the PATH with rules of ours, on a free port. It ends with this JVM. */
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

    private final HttpClient client = HttpClient.newHttpClient();
    private final TiedProcess process;
    private final Path home;

    private Prometheus(TiedProcess process, Path home) {
        this.process = process;
        this.home = home;
    }

    /** Starts one that has no targets yet; all its files are in {@code home}. */
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
        Prometheus prometheus = new Prometheus(process, home);
        Eventually.within(Duration.ofSeconds(30), "a prometheus", prometheus::isReady);
        return prometheus;
    }

    /** Makes it scrape these ports of the loopback interface, each under the name that its series have as {@code instance}. */
    void scrape(Map<String, Integer> portsByName) throws IOException {
        List<Map<String, Object>> targets = portsByName.entrySet().stream()
                .map(target -> Map.<String, Object>of(
                        "targets", List.of("127.0.0.1:" + target.getValue()),
                        "labels", Map.of("instance", target.getKey())))
                .toList();
        Path written = Files.write(home.resolve("written.json"), JSON.writeValueAsBytes(targets));
        Files.move(written, home.resolve("targets.json"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns the alerts that are pending or fire now. */
    JsonNode alerts() throws Exception {
        return data("/api/v1/alerts").path("alerts");
    }

    /** Returns the series that an expression gives now, each with {@code metric} and {@code value}. */
    JsonNode query(String expression) throws Exception {
        return data("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result");
    }

    private JsonNode data(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer.body());
        }
        return JSON.readTree(answer.body()).path("data");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + process.port() + path))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                BodyHandlers.ofString());
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Stops it, and waits for its end: its files can be deleted then. */
    @Override
    public void close() throws IOException {
        process.close();
    }
}
