package io.contentjobs.bootstrap.monitoring;

import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.bootstrap.testing.Eventually;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.redis.RedisProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Servers, each with the name that Prometheus has for it, and the clients that ask them. */
final class ScrapedServers implements AutoCloseable {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Path JAR = Path.of("target", "content-jobs.jar").toAbsolutePath();

    /** The server takes half of so few for connections. */
    private static final int FILES = 400;

    private final Closer closer = new Closer();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Integer> ports = new LinkedHashMap<>();

    Map<String, Integer> ports() {
        return ports;
    }

    /** Starts a server with a Redis of its own and the demo. */
    ContentJobs serve(String name, Map<String, String> environment) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("HTTP_PORT", "0", "REDIS_TIMEOUT", "30s"));
        all.putAll(environment);
        ContentJobs server = closer.add(ContentJobs.start(Settings.from(all), Clock.systemUTC()));
        Eventually.within(Duration.ofSeconds(30), name + " ready", server::isReady);
        ports.put(name, server.httpPort());
        return server;
    }

    /** Starts a server that reads that Redis. */
    ContentJobs serve(String name, RedisProcess redis, Map<String, String> environment) throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        all.put("REDIS_URL", redis.url().toString());
        return serve(name, all);
    }

    /** Starts a server as a process that may open few files, and so serves few connections. */
    void serveFewConnections(String name, RedisProcess redis, Path directory) throws Exception {
        String command = "ulimit -n " + FILES + " && exec '" + JAVA + "' -jar '" + JAR + "'";
        ServerProcess process = closer.add(ServerProcess.start(
                List.of("sh", "-c", command),
                directory,
                Map.of("REDIS_URL", redis.url().toString(), "REDIS_TIMEOUT", "30s", "MAX_WAITERS", "1000")));
        ports.put(name, process.port());
    }

    /** Polls the job and returns the status code. */
    int poll(String name, String job) throws Exception {
        return client.send(request(name, "/api/content/jobs/" + job + "/status").build(), BodyHandlers.discarding())
                .statusCode();
    }

    /** Opens a stream, which stays open if the job goes on, and returns the status code. */
    int openStream(String name, String job) throws Exception {
        HttpRequest request = request(name, "/api/content/jobs/" + job + "/status")
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
        closer.add(answer.body());
        return answer.statusCode();
    }

    /** Has the demo of that server take a job that ends well, as if somebody had submitted it so many seconds ago. */
    void generate(String name, ContentJobs server, long age) throws Exception {
        HttpRequest request = request(name, "/api/content/images/ok-draft/generate")
                .POST(BodyPublishers.noBody())
                .build();
        String body = client.send(request, BodyHandlers.ofString()).body();
        String job = body.replaceAll(".*\"jobId\":\"([^\"]+)\".*", "$1");
        try (RawRedis redis = new RawRedis(server.ownRedis().orElseThrow())) {
            redis.commands()
                    .hset(
                            "job:" + job,
                            "createdAt",
                            Instant.now().minusSeconds(age).toString());
        }
    }

    private HttpRequest.Builder request(String name, String path) {
        int port = Objects.requireNonNull(ports.get(name), name);
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60));
    }

    @Override
    public void close() throws IOException {
        closer.close();
    }
}
