package io.contentjobs.bootstrap.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.redis.testing.ClosedPort;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two packaged servers behind the gateway, which are killed and restarted under load. */
@Tag("full")
final class GatewaySwitchIT {
    private static final Pattern STREAMING = Pattern.compile("content_jobs_waiters\\{mode=\"stream\"} [1-9]");
    private static final Pattern POLLED =
            Pattern.compile("content_jobs_answers_total\\{mode=\"poll\",outcome=\"completed\"} [1-9]");
    private static final int ENOUGH = 500;
    private static final int THOUSANDS = 5_000;

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    private int onePort;
    private int otherPort;
    private ServerProcess one;
    private ServerProcess other;
    private GatewayLoad load;

    @BeforeEach
    void start() throws Exception {
        onePort = freePort();
        one = readyServer(onePort);
        otherPort = freePort();
        other = readyServer(otherPort);
        Gateway gateway = deployment.add(Gateway.before(
                onePort,
                otherPort,
                deployment.directory(),
                Map.of("rate=50r/s", "rate=100000r/s", "limit_conn held 200;", "limit_conn held 1000;")));
        load = deployment.add(new GatewayLoad(gateway.port(), deployment.raw()));
        awaitAnswers();
        awaitMetric(POLLED, onePort);
        awaitMetric(POLLED, otherPort);
    }

    @Test
    void killed_server_interrupts_only_its_own_streams_which_are_resumed() throws Exception {
        awaitMetric(STREAMING, onePort);
        one.kill();
        awaitAnswers();
        int switched = load.tally().refused.size();
        awaitAnswers();
        GatewayTally tally = load.stop();

        assertThat(tally.lost).isEmpty();
        assertThat(tally.refused).as("after the switch").hasSize(switched);
        assertThat(tally.resumed).as("streams of the killed server").hasPositiveValue();
    }

    @Test
    void restart_of_each_server_loses_no_request() throws Exception {
        restart(one, onePort);
        restart(other, otherPort);
        Await.until("thousands of answers", () -> load.tally().answers.get() > THOUSANDS);
        GatewayTally tally = load.stop();

        assertThat(tally.lost).isEmpty();
        assertThat(tally.refused).isEmpty();
        assertThat(tally.cut).as("streams that did not end in good order").hasValue(0);
        assertThat(tally.resumed).as("streams of the stopped servers").hasPositiveValue();
        assertThat(tally.answers).hasValueGreaterThan(THOUSANDS);
    }

    private void restart(ServerProcess server, int port) throws Exception {
        server.terminate();
        assertThat(server.exitCode()).isZero();
        awaitAnswers();
        readyServer(port);
        awaitMetric(POLLED, port);
        awaitAnswers();
    }

    private ServerProcess readyServer(int port) throws IOException {
        ServerProcess server = deployment.process("HTTP_PORT", "" + port);
        Client client = new Client(port);
        Await.until("readiness", () -> client.get("/health/ready").statusCode() == 200);
        return server;
    }

    /** Waits for the metric of the server. The gateway sends requests to a restarted server after a second or two. */
    private static void awaitMetric(Pattern metric, int port) {
        Client client = new Client(port);
        Await.until(
                metric + " at " + port,
                () -> metric.matcher(client.get("/metrics").body()).find());
    }

    private void awaitAnswers() {
        long enough = load.tally().answers.get() + ENOUGH;
        Await.until("answers; " + load.tally(), () -> load.tally().answers.get() > enough);
    }

    /** Returns a free port that the system gives to no process that asks for any port. */
    private static int freePort() throws IOException {
        try (ClosedPort port = new ClosedPort()) {
            return port.port();
        }
    }
}
