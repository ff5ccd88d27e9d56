package io.contentjobs.bootstrap.endtoend;

import static io.contentjobs.bootstrap.testing.Client.accepts;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.FaultyProxy;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.domain.Job;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.testing.ClosedPort;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** Liveness and readiness while Redis works, fails and comes back, and while the server stops. */
final class HealthIT {
    private static final String READY = "/health/ready";
    private static final String LIVE = "/health/live";

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    private final Job job = Jobs.processing();

    @Test
    void server_is_ready_while_redis_answers() throws Exception {
        Client client = readyClient(deployment.server());
        HttpResponse<String> ready = client.get(READY);
        assertThat(ready.body()).isEqualTo("{\"status\":\"ready\"}");
        assertThat(ready.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(ready.headers().firstValue("Retry-After")).isEmpty();

        deployment.redis().close();
        awaitReadiness(client, 503);

        HttpResponse<String> notReady = client.get(READY);
        assertThat(notReady.body()).isEqualTo("{\"status\":\"not ready\"}");
        assertThat(notReady.headers().firstValue("Retry-After")).contains("2");
        assertThat(notReady.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(client.get(LIVE).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "?wait=5, ''", "'', text/event-stream"})
    void server_answers_503_until_its_redis_is_started(String query, String accept) throws Exception {
        ClosedPort down = deployment.add(new ClosedPort());
        Client client = new Client(deployment.server("REDIS_URL", "redis://127.0.0.1:" + down.port()));
        String[] headers = accept.isEmpty() ? new String[0] : new String[] {"Accept", accept};
        String path = Client.pathOf(job.id()) + query;

        assertThat(client.get(LIVE).statusCode()).isEqualTo(200);
        assertThat(client.get(READY).statusCode()).isEqualTo(503);
        HttpResponse<String> refused = client.get(path, headers);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).isEqualTo("{\"code\":\"JOB_005\",\"message\":\"잠시 후 다시 시도해주세요\"}");
        assertThat(refused.headers().firstValue("Retry-After")).contains("2");

        RedisProcess redis = deployment.add(RedisProcess.startOn(down.release()));
        deployment.add(new RawRedis(redis.port())).put(Jobs.failed(job.id()));
        Await.until("an answer of 200", () -> client.get(path, headers).statusCode() == 200);
        awaitReadiness(client, 200);
    }

    @Test
    void server_stays_ready_while_redis_pauses_for_a_second() throws Exception {
        RawRedis raw = deployment.raw();
        ContentJobs server = deployment.server("REDIS_TIMEOUT", "100ms");
        Client client = readyClient(server);

        // The server sends a PING each second: at least one of them fails.
        raw.commands().executeCommand(new CommandArguments(Command.CLIENT).addObjects("PAUSE", "1200", "ALL"));
        var pauseEnds = CompletableFuture.supplyAsync(raw.commands()::ping);
        Await.until("the end of the pause", () -> {
            assertThat(server.isReady()).isTrue();
            return pauseEnds.isDone();
        });

        assertThat(client.get("/metrics").body())
                .doesNotContain("content_jobs_redis_failures_total{reason=\"timed_out\"} 0.0");
    }

    @Test
    void readiness_of_the_demo_names_the_demo() throws Exception {
        Client client = readyClient(deployment.demo());

        assertThat(client.get(READY).body()).isEqualTo("{\"status\":\"ready\",\"demo\":true}");
    }

    @Test
    void three_hundred_probes_cost_redis_one_ping_a_second() throws Exception {
        long begin = System.nanoTime();
        long before = deployment.raw().calls("ping");
        Client client = readyClient(deployment.server());
        for (int i = 0; i < 300; i++) {
            client.get(READY);
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);

        assertThat(deployment.raw().calls("ping") - before).isBetween(1L, seconds + 2);
    }

    @Test
    void server_is_live_and_not_ready_while_redis_hangs() throws Exception {
        FaultyProxy hanging = deployment.add(new FaultyProxy(deployment.redis().port(), "PING"));
        Client client = new Client(deployment.server("REDIS_URL", hanging.url(), "REDIS_TIMEOUT", "200ms"));
        hanging.awaitHeld();

        assertThat(client.get(READY).statusCode()).isEqualTo(503);
        assertThat(client.get(LIVE).body()).isEqualTo("{\"status\":\"live\"}");
        hanging.release();
        awaitReadiness(client, 200);
    }

    @Test
    void stopping_server_is_not_ready_and_answers_the_request_in_flight() throws Exception {
        deployment.raw().put(job);
        FaultyProxy slow = deployment.add(
                new FaultyProxy(deployment.redis().port(), job.id().value()));
        ContentJobs server = deployment.server("REDIS_URL", slow.url());
        var answer = readyClient(server).sendAsync(job.id());
        slow.awaitHeld();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
        Await.until("no more connections", () -> !accepts(server.httpPort()));
        assertThat(server.isReady()).isFalse();
        assertThat(answer).isNotDone();
        assertThat(stopped).isNotDone();
        slow.release();

        assertThat(answer.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        stopped.get(60, TimeUnit.SECONDS);
    }

    @Test
    void stopping_server_is_not_ready_and_serves_during_the_stop_delay() throws Exception {
        ContentJobs server = deployment.server("STOP_DELAY", "5m");
        Client client = readyClient(server);

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
        awaitReadiness(client, 503);
        for (int i = 0; i < 20; i++) {
            assertThat(accepts(server.httpPort())).isTrue();
            assertThat(client.poll(Jobs.id()).statusCode()).isEqualTo(404);
        }
        assertThat(stopped).isNotDone();
        server.stopNow();
        stopped.get(60, TimeUnit.SECONDS);
        assertThat(accepts(server.httpPort())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {LIVE, READY, "/metrics"})
    void health_and_metrics_allow_get_and_head_only(String path) throws Exception {
        Client client = readyClient(deployment.server());

        HttpResponse<String> head = client.send("HEAD", path);
        HttpResponse<String> refused = client.send("POST", path);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    private static Client readyClient(ContentJobs server) {
        Client client = new Client(server);
        awaitReadiness(client, 200);
        return client;
    }

    private static void awaitReadiness(Client client, int status) {
        Await.until("readiness of " + status, () -> client.get(READY).statusCode() == status);
    }
}
