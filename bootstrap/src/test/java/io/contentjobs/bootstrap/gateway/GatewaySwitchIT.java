package io.contentjobs.bootstrap.gateway;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.testing.Eventually;
import io.contentjobs.bootstrap.testing.Figures;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.redis.RedisProcess;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two packaged servers behind the gateway, one of which is killed, or each started anew, while clients go on. */
@Tag("full")
final class GatewaySwitchIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final Pattern STREAMING = Pattern.compile("content_jobs_waiters\\{mode=\"stream\"} [1-9]");
    private static final Pattern POLLED =
            Pattern.compile("content_jobs_answers_total\\{mode=\"poll\",outcome=\"completed\"} [1-9]");
    private static final int ENOUGH = 500;
    private static final int THOUSANDS = 5_000;

    private final Closer closer = new Closer();
    private final HttpClient inside = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private RedisProcess redis;
    private int onePort;
    private int otherPort;
    private ServerProcess one;
    private ServerProcess other;
    private GatewayLoad load;

    @BeforeEach
    void start() throws Exception {
        redis = closer.add(RedisProcess.start());
        onePort = keptPort();
        otherPort = keptPort();
        one = server(onePort);
        other = server(otherPort);
        awaitReady(onePort);
        awaitReady(otherPort);
        Gateway gateway = closer.add(Gateway.before(
                onePort,
                otherPort,
                directory,
                Map.of("rate=50r/s", "rate=100000r/s", "limit_conn held 200;", "limit_conn held 1000;")));
        load = closer.add(new GatewayLoad(gateway.port(), closer.add(new RawRedis(redis.port()))));
        awaitAnswers();
        awaitRequestsAt(onePort);
        awaitRequestsAt(otherPort);
    }

    @AfterEach
    void stop() {
        closer.close();
    }

    @Test
    void killed_server_is_seen_only_by_clients_that_it_streamed_to() throws Exception {
        Eventually.within(
                TIMEOUT,
                "a stream of the server to be killed",
                () -> STREAMING.matcher(told(onePort, "/metrics")).find());
        one.kill();
        awaitAnswers();
        long switched = load.tally().refused().size();
        awaitAnswers();
        GatewayTally tally = load.stop();

        Figures.note("behind the gateway, one of two servers killed: " + tally);
        assertThat(tally.lost()).isEmpty();
        assertThat(tally.refused()).as("after the switch").hasSize((int) switched);
        assertThat(tally.resumed()).as("streams of the killed server").isPositive();
    }

    @Test
    void each_server_started_anew_loses_no_request() throws Exception {
        restart(one, onePort);
        restart(other, otherPort);
        Eventually.within(TIMEOUT, "thousands of answers", () -> load.tally().answers() > THOUSANDS);
        GatewayTally tally = load.stop();

        Figures.note("behind the gateway, each of two servers started anew: " + tally);
        assertThat(tally.lost()).isEmpty();
        assertThat(tally.refused()).isEmpty();
        assertThat(tally.cut()).as("streams that did not end in good order").isZero();
        assertThat(tally.resumed())
                .as("streams of the servers that were stopped")
                .isPositive();
        assertThat(tally.answers()).isGreaterThan(THOUSANDS);
    }

    private void restart(ServerProcess server, int port) throws Exception {
        server.terminate();
        assertThat(server.exitCode()).isZero();
        awaitAnswers();
        server(port);
        awaitReady(port);
        awaitRequestsAt(port);
        awaitAnswers();
    }

    private ServerProcess server(int port) throws IOException {
        return closer.add(ServerProcess.start(
                directory,
                Map.of("HTTP_PORT", "" + port, "REDIS_URL", redis.url().toString(), "REDIS_TIMEOUT", "30s")));
    }

    private void awaitReady(int port) throws Exception {
        Eventually.within(
                TIMEOUT, "readiness", () -> told(port, "/health/ready").startsWith("200"));
    }

    /** The gateway asks a server that was away again a second or two after it has come back. */
    private void awaitRequestsAt(int port) throws Exception {
        Eventually.within(
                TIMEOUT,
                "requests at " + port,
                () -> POLLED.matcher(told(port, "/metrics")).find());
    }

    private String told(int port, String path) throws InterruptedException {
        try {
            var answer = inside.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException notYet) {
            return "";
        }
    }

    private void awaitAnswers() throws Exception {
        long enough = load.tally().answers() + ENOUGH;
        Eventually.within(
                TIMEOUT, "answers; " + load.tally(), () -> load.tally().answers() > enough);
    }

    /** A port that is free now and, since the system gives it to nobody who does not name it, when it is wanted again. */
    private static int keptPort() throws IOException {
        int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
        return isFree(port) ? port : keptPort();
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return free.isBound();
        } catch (BindException taken) {
            return false;
        }
    }
}
