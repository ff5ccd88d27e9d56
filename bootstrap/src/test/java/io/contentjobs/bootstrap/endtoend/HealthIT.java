package io.contentjobs.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.settings.BadSettingsException;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.bootstrap.testing.Eventually;
import io.contentjobs.bootstrap.testing.HoldingProxy;
import io.contentjobs.bootstrap.testing.HttpJobStatus;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.domain.Job;
import io.contentjobs.redis.RedisProcess;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** What probes are told. */
final class HealthIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Closer closer = new Closer();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        closer.close();
    }

    @Test
    void server_is_ready_while_redis_answers() throws Exception {
        RedisProcess redis = RedisProcess.start();
        ContentJobs server = start(redis.url().toString(), "60s");
        awaitReadiness(server, 200);
        HttpResponse<String> ready = send(server, "GET", "/health/ready");
        assertThat(ready.body()).isEqualTo("{\"status\":\"ready\"}");
        assertThat(ready.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(ready.headers().firstValue("Retry-After")).isEmpty();

        redis.close();
        awaitReadiness(server, 503);

        HttpResponse<String> unready = send(server, "GET", "/health/ready");
        assertThat(unready.body()).isEqualTo("{\"status\":\"not ready\"}");
        assertThat(unready.headers().firstValue("Retry-After")).contains("2");
        assertThat(unready.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(send(server, "GET", "/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void redis_that_pauses_for_a_moment_takes_no_server_out() throws Exception {
        RedisProcess redis = closer.add(RedisProcess.start());
        RawRedis raw = closer.add(new RawRedis(redis.port()));
        ContentJobs server = start(redis.url().toString(), "100ms");
        awaitReadiness(server, 200);

        // A PING a second: at least one of them fails.
        raw.commands().executeCommand(new CommandArguments(Command.CLIENT).addObjects("PAUSE", "1200", "ALL"));
        var over = CompletableFuture.supplyAsync(raw.commands()::ping);
        Eventually.within(LIMIT, "the end of the pause", () -> {
            assertThat(server.isReady()).isTrue();
            return over.isDone();
        });
        assertThat(send(server, "GET", "/metrics").body())
                .doesNotContain("content_jobs_redis_failures_total{reason=\"timed_out\"} 0.0");
    }

    @Test
    void server_with_a_redis_of_its_own_says_that_it_is_a_demo() throws Exception {
        ContentJobs demo = closer.add(ContentJobs.start(Settings.from(Map.of("HTTP_PORT", "0")), Clock.systemUTC()));
        awaitReadiness(demo, 200);

        assertThat(send(demo, "GET", "/health/ready").body()).isEqualTo("{\"status\":\"ready\",\"demo\":true}");
    }

    @Test
    void many_probes_cost_redis_about_a_ping_a_second() throws Exception {
        RedisProcess redis = closer.add(RedisProcess.start());
        RawRedis raw = closer.add(new RawRedis(redis.port()));
        long begin = System.nanoTime();
        long before = pings(raw);
        ContentJobs server = start(redis.url().toString(), "60s");
        awaitReadiness(server, 200);
        for (int i = 0; i < 300; i++) {
            send(server, "GET", "/health/ready");
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);

        assertThat(pings(raw) - before).isBetween(1L, seconds + 2);
    }

    @Test
    void redis_that_hangs_is_found_out_and_liveness_does_not_care() throws Exception {
        RedisProcess redis = closer.add(RedisProcess.start());
        HoldingProxy hanging = closer.add(new HoldingProxy(redis.port(), "PING"));
        ContentJobs server = start("redis://127.0.0.1:" + hanging.port(), "200ms");

        assertThat(hanging.held().await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(send(server, "GET", "/health/ready").statusCode()).isEqualTo(503);
        assertThat(send(server, "GET", "/health/live").body()).isEqualTo("{\"status\":\"live\"}");
        hanging.release();
        awaitReadiness(server, 200);
    }

    @Test
    void readiness_is_off_before_the_requests_in_flight_are_answered() throws Exception {
        Job job = Jobs.processing();
        RedisProcess redis = closer.add(RedisProcess.start());
        closer.add(new RawRedis(redis.port())).put(job);
        HoldingProxy slow = closer.add(new HoldingProxy(redis.port(), job.id().value()));
        ContentJobs server = start("redis://127.0.0.1:" + slow.port(), "60s");
        awaitReadiness(server, 200);
        var answer = client.sendAsync(
                HttpJobStatus.request(server.httpPort(), job.id().value()), BodyHandlers.ofString());
        assertThat(slow.held().await(30, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
        Eventually.within(LIMIT, "no more connections", () -> !accepts(server.httpPort()));
        assertThat(server.isReady()).isFalse();
        assertThat(answer).isNotDone();
        assertThat(stopped).isNotDone();
        slow.release();

        assertThat(answer.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        stopped.get(60, TimeUnit.SECONDS);
    }

    @Test
    void server_that_is_told_to_stop_serves_for_a_while_though_it_is_not_ready() throws Exception {
        RedisProcess redis = closer.add(RedisProcess.start());
        ContentJobs server = closer.add(ContentJobs.start(
                Settings.from(Map.of(
                        "HTTP_PORT", "0",
                        "REDIS_URL", redis.url().toString(),
                        "REDIS_TIMEOUT", "60s",
                        "STOP_DELAY", "5m")),
                Clock.systemUTC()));
        awaitReadiness(server, 200);

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
        awaitReadiness(server, 503);
        for (int i = 0; i < 20; i++) {
            assertThat(accepts(server.httpPort())).isTrue();
            assertThat(client.send(HttpJobStatus.request(server.httpPort(), "none"), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(stopped).isNotDone();

        server.stopNow();
        stopped.get(60, TimeUnit.SECONDS);
        assertThat(accepts(server.httpPort())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/metrics"})
    void these_are_only_read(String path) throws Exception {
        RedisProcess redis = closer.add(RedisProcess.start());
        ContentJobs server = start(redis.url().toString(), "60s");
        awaitReadiness(server, 200);

        HttpResponse<String> head = send(server, "HEAD", path);
        HttpResponse<String> refused = send(server, "POST", path);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    private void awaitReadiness(ContentJobs server, int status) throws Exception {
        Eventually.within(
                LIMIT,
                "readiness of " + status,
                () -> send(server, "GET", "/health/ready").statusCode() == status);
    }

    private static boolean accepts(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException refused) {
            return false;
        }
    }

    private static long pings(RawRedis redis) {
        return redis.commands()
                .info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_ping:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("cmdstat_ping:calls=([0-9]+),.*", "$1")))
                .sum();
    }

    private ContentJobs start(String redisUrl, String timeout) throws IOException, BadSettingsException {
        Map<String, String> environment =
                new HashMap<>(Map.of("HTTP_PORT", "0", "REDIS_URL", redisUrl, "REDIS_TIMEOUT", timeout));
        return closer.add(ContentJobs.start(Settings.from(environment), Clock.systemUTC()));
    }

    private HttpResponse<String> send(ContentJobs server, String method, String path)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort() + path))
                        .timeout(LIMIT)
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }
}
