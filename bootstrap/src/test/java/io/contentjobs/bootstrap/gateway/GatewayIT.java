package io.contentjobs.bootstrap.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.PlainClient;
import io.contentjobs.domain.Job;
import io.contentjobs.http.testing.EventStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Waiting, streaming and limits of the system's nginx with docs/gateway/nginx.conf. */
@Tag("full")
final class GatewayIT {
    @RegisterExtension
    private final Deployment deployment = new Deployment();

    private final Job job = Jobs.processing();
    private ContentJobs one;
    private ContentJobs other;

    @BeforeEach
    void start() throws Exception {
        one = deployment.server("MAX_WAITERS", "1000", "MAX_WAIT", "10s");
        other = deployment.server("MAX_WAITERS", "1000", "MAX_WAIT", "10s");
        deployment.raw().put(job);
    }

    @Test
    void gateway_waits_for_the_response_to_a_waiting_request() throws Exception {
        long start = System.nanoTime();
        PlainClient.Answer answer = client(gateway(Map.of())).get(path(), "Prefer: wait=10");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("preference-applied")).isEqualTo("wait=10");
        assertThat(answer.body()).contains("PROCESSING");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(9));
    }

    @Test
    void wait_of_a_disconnected_client_ends_when_its_time_is_up() throws Exception {
        PlainClient client = client(gateway(Map.of()));
        client.write(PlainClient.request("GET", path(), "Prefer: wait=10"));
        Await.until("one waiting client", () -> one.waiters() + other.waiters() == 1);

        client.close();

        Await.until("no waiting client", () -> one.waiters() + other.waiters() == 0);
    }

    @Test
    void events_pass_the_gateway_when_they_happen_and_the_stream_ends_with_the_last() throws Exception {
        PlainClient.Answer answer = client(gateway(Map.of())).get(path(), "Accept: text/event-stream");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).startsWith("text/event-stream");
        EventStream events = new EventStream(answer.content());
        assertThat(events.next().data()).contains("PROCESSING");

        deployment.raw().complete(job);

        assertThat(events.next().data()).contains("COMPLETED");
        assertThat(events.rest()).isEmpty();
    }

    @Test
    void heartbeats_keep_a_stream_without_events() throws Exception {
        // A heartbeat comes each 15 s.
        Gateway gateway = gateway(Map.of("proxy_read_timeout 30s;", "proxy_read_timeout 20s;"));
        EventStream events = new EventStream(
                client(gateway).get(path(), "Accept: text/event-stream").content());
        events.next();

        events.awaitComments(2);
    }

    @Test
    void client_above_the_rate_limit_gets_429_and_another_client_does_not() throws Exception {
        Gateway gateway = gateway(Map.of());
        PlainClient greedy = client(gateway);
        PlainClient modest = deployment.add(new PlainClient("127.0.0.2", gateway.port()));
        int served = 0;
        PlainClient.Answer answer = greedy.get(path());
        for (; answer.status() == 200; answer = greedy.get(path())) {
            answer.body();
            served++;
            assertThat(served).isLessThan(100_000);
        }

        assertThat(served).isGreaterThanOrEqualTo(100);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.header("retry-after")).isEqualTo("2");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.body()).isEqualTo("{\"code\":\"HTTP_429\",\"message\":\"요청이 너무 많습니다\"}");
        assertThat(modest.get(path()).status()).isEqualTo(200);
    }

    @Test
    void client_above_the_connection_limit_gets_429_and_another_client_does_not() throws Exception {
        Gateway gateway = gateway(Gateway.WITHOUT_RATE_LIMIT);
        for (int i = 0; i < 200; i++) {
            assertThat(client(gateway).get(path(), "Accept: text/event-stream").status())
                    .isEqualTo(200);
        }

        assertThat(client(gateway).get(path()).status()).isEqualTo(429);
        PlainClient modest = deployment.add(new PlainClient("127.0.0.2", gateway.port()));
        assertThat(modest.get(path()).status()).isEqualTo(200);
    }

    private Gateway gateway(Map<String, String> changes) throws Exception {
        return deployment.add(Gateway.before(one.httpPort(), other.httpPort(), deployment.directory(), changes));
    }

    private PlainClient client(Gateway gateway) throws IOException {
        return deployment.add(new PlainClient(gateway.port()));
    }

    private String path() {
        return Client.pathOf(job.id());
    }
}
