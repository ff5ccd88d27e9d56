package io.contentjobs.bootstrap.monitoring;

import io.contentjobs.application.testing.Await;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.domain.JobId;
import io.contentjobs.redis.RedisProcess;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The servers that Prometheus scrapes, by their {@code instance}, and their clients. */
final class ScrapedServers {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** The server uses half of so few for connections. */
    private static final int FILES = 400;

    private final Deployment deployment;
    private final Map<String, Integer> ports = new LinkedHashMap<>();

    ScrapedServers(Deployment deployment) {
        this.deployment = deployment;
    }

    Map<String, Integer> ports() {
        return ports;
    }

    /** Starts a demo. */
    ContentJobs demo(String name) throws Exception {
        return ready(name, deployment.demo("DEMO_DURATION", "2s"));
    }

    /** Starts a server that reads that Redis. */
    ContentJobs serve(String name, RedisProcess redis, String setting, String value) throws Exception {
        return ready(name, deployment.server("REDIS_URL", redis.url().toString(), setting, value));
    }

    private ContentJobs ready(String name, ContentJobs server) {
        Await.until(name + " ready", server::isReady);
        ports.put(name, server.httpPort());
        return server;
    }

    /** Starts a server as a process that may open few files, and so serves few connections. */
    void serveFewConnections(String name, RedisProcess redis) throws Exception {
        String command =
                "ulimit -n " + FILES + " && exec '" + ServerProcess.JAVA + "' -jar '" + ServerProcess.JAR + "'";
        Path directory = deployment.directory();
        ServerProcess process = deployment.add(ServerProcess.start(
                List.of("sh", "-c", command),
                directory,
                Deployment.settings("REDIS_URL", redis.url().toString(), "MAX_WAITERS", "1000")));
        ports.put(name, process.port());
    }

    /** Polls the job and returns the status code. */
    int poll(String name, String job) throws Exception {
        return client(name).poll(new JobId(job)).statusCode();
    }

    /** Opens a stream, which stays open if the job goes on, and returns the status code; 503 for a refused connection. */
    int openStream(String name, String job) throws Exception {
        HttpRequest request = client(name).request("GET", Client.pathOf(new JobId(job)), "Accept", "text/event-stream");
        HttpResponse<InputStream> answer = HTTP.send(request, BodyHandlers.ofInputStream());
        deployment.add(answer.body());
        return answer.statusCode();
    }

    /** Generates images that succeed, and dates the submission of the job back by so many seconds. */
    void generate(String name, ContentJobs server, long age) throws Exception {
        String body = client(name)
                .send("POST", "/api/content/images/ok-draft/generate")
                .body();
        String job = body.replaceAll(".*\"jobId\":\"([^\"]+)\".*", "$1");
        try (RawRedis redis = new RawRedis(server.ownRedis().orElseThrow())) {
            String createdAt = Instant.now().minusSeconds(age).toString();
            redis.commands().hset("job:" + job, "createdAt", createdAt);
        }
    }

    private Client client(String name) {
        return new Client(Objects.requireNonNull(ports.get(name), name));
    }
}
