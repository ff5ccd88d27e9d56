package io.contentjobs.bootstrap.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("full")
final class RedisPasswordIT {
    private static final String WRONG = "wr0ng-p4ssword";

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    @Test
    void server_answers_503_with_a_wrong_password_and_shows_it_nowhere() throws Exception {
        String address =
                "@127.0.0.1:" + deployment.redis("--requirepass", "right").port();
        String url = "redis://default:" + WRONG + address;
        ServerProcess server = deployment.process("REDIS_URL", url);
        ServerProcess help =
                deployment.add(ServerProcess.start(deployment.directory(), Map.of("REDIS_URL", url), "--help"));

        var answer = new Client(server).poll(Jobs.id());
        String commandLine = ProcessHandle.of(server.pid())
                .flatMap(process -> process.info().commandLine())
                .orElseThrow();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(server.complaintsOnceStopped()).anyMatch(line -> line.contains("WRONGPASS"));
        List<String> readable = new ArrayList<>(help.printed());
        assertThat(server.out().toTheEnd()).contains("Reading redis://default:****" + address);
        readable.addAll(
                List.of(commandLine, answer.body(), answer.headers().map().toString()));
        readable.addAll(server.out().toTheEnd());
        readable.addAll(server.err().toTheEnd());
        readable.addAll(help.err().toTheEnd());
        assertThat(readable).hasSizeGreaterThan(20).noneMatch(text -> text.contains(WRONG));
    }
}
