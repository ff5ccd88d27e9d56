package io.contentjobs.bootstrap;

import static io.contentjobs.bootstrap.testing.Client.accepts;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Await;
import io.contentjobs.bootstrap.start.HelpText;
import io.contentjobs.bootstrap.start.OwnRedis;
import io.contentjobs.bootstrap.testing.Client;
import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.domain.JobId;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** The packaged server as a process. */
final class MainIT {
    private static final String IN_PROGRESS = "{\"status\":\"%s\",\"message\":\"이미지 생성 중입니다\"}";

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    @Test
    void demo_holds_samples_prints_commands_that_work_and_stops_its_redis() throws Exception {
        ServerProcess server = deployment.demoProcess();

        assertThat(curled(server, "sample-pending")).isEqualTo(IN_PROGRESS.formatted("PENDING"));
        assertThat(curled(server, "sample-processing")).isEqualTo(IN_PROGRESS.formatted("PROCESSING"));
        assertThat(curled(server, "sample-completed"))
                .isEqualTo("{\"status\":\"COMPLETED\",\"imageUrls\":{"
                        + "\"simple\":\"https://cdn.example.com/sample-draft/simple.png\","
                        + "\"fancy\":\"https://cdn.example.com/sample-draft/fancy.png\","
                        + "\"trendy\":\"https://cdn.example.com/sample-draft/trendy.png\"}}");
        assertThat(curled(server, "sample-failed"))
                .isEqualTo("{\"status\":\"FAILED\",\"error\":\"이미지 생성 서버가 응답하지 않습니다\"," + "\"message\":\"다시 시도해주세요\"}");

        List<String> words = redisCli(server);
        deployment
                .add(new RawRedis(ownRedis(server)))
                .commands()
                .executeCommand(
                        new CommandArguments(Command.valueOf(words.get(3))).addObjects(words.subList(4, words.size())));
        assertThat(curled(server, "my-job")).isEqualTo(IN_PROGRESS.formatted("PENDING"));

        server.terminate();
        assertThat(server.exitCode()).isZero();
        assertThat(accepts(ownRedis(server).port())).isFalse();
    }

    @Test
    void server_with_a_misspelt_redis_url_warns_that_it_runs_the_demo() throws Exception {
        ServerProcess server = deployment.demoProcess("REDIS_URI", "redis://:s3cret@redis.example.com:6379");
        server.port();

        assertThat(server.complaintsOnceStopped())
                .anyMatch(line -> line.contains(" WARN ")
                        && line.endsWith(
                                "REDIS_URL is not set: this server runs the demo. It reads its own Redis, not yours."
                                        + " These variables are set, but are not settings: REDIS_URI"));
        assertThat(server.err().soFar()).noneMatch(line -> line.contains("s3cret"));
    }

    @Test
    void redis_of_the_demo_and_its_files_end_with_a_killed_server() throws Exception {
        ServerProcess server = deployment.demoProcess();
        OwnRedis redis = ownRedis(server);
        assertThat(accepts(redis.port())).isTrue();
        assertThat(redis.passwordFile()).exists();

        server.kill();

        Await.until("the end of its Redis", () -> !accepts(redis.port()));
        Await.until(
                "the end of its files", () -> !Files.exists(redis.passwordFile().getParent()));
    }

    @Test
    void server_prints_its_addresses_without_the_password_and_writes_nothing_into_redis() throws Exception {
        String url = "redis://:s3cret@127.0.0.1:"
                + deployment.redis("--requirepass", "s3cret").port();
        ServerProcess server = deployment.process("REDIS_URL", url);
        HttpResponse<String> answer = new Client(server).poll(new JobId("sample-pending"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(server.complaintsOnceStopped()).isEmpty();
        assertThat(server.out().toTheEnd())
                .containsExactly(
                        "Listening on http://127.0.0.1:" + server.port(), "Reading " + url.replace("s3cret", "****"));
        try (RawRedis raw = new RawRedis(deployment.redis().port(), "s3cret")) {
            assertThat(raw.commands().dbSize()).isZero();
        }
    }

    @Test
    void server_names_all_bad_settings_without_the_password() throws Exception {
        ServerProcess server = deployment.process(
                "HTTP_PORT", "none", "REDIS_URL", "redis://app:s3cret@127.0.0.1:none", "POLL_INTERVAL", "0s");

        assertThat(server.exitCode()).isEqualTo(2);
        assertThat(server.out().toTheEnd()).isEmpty();
        assertThat(server.complaints())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("HTTP_PORT: 'none' is refused: allowed is"),
                        line -> assertThat(line)
                                .startsWith("REDIS_URL: 'redis://****@****' is refused: Not the URL of a Redis:")
                                .doesNotContain("s3cret"),
                        line -> assertThat(line).startsWith("POLL_INTERVAL: '0s' is refused: allowed is"));
    }

    @Test
    void server_names_a_port_in_use_in_one_line() throws Exception {
        ServerSocket taken = deployment.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        ServerProcess server = deployment.process("HTTP_PORT", "" + taken.getLocalPort());

        assertThat(server.exitCode()).isEqualTo(1);
        assertThat(server.out().toTheEnd()).isEmpty();
        assertThat(server.complaints())
                .containsExactly(
                        "Could not start: Cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": the port is in use");
    }

    @Test
    void package_prints_help_and_version() throws Exception {
        assertThat(String.join("\n", printed("--help"))).isEqualToIgnoringNewLines(HelpText.text());
        assertThat(printed("--version")).singleElement().asString().matches("content-jobs \\d+\\.\\d+\\.\\d+.*");
    }

    private List<String> printed(String argument) throws Exception {
        return deployment
                .add(ServerProcess.start(deployment.directory(), Map.of(), argument))
                .printed();
    }

    /** Sends the request of the printed command for the job, and returns the body of the answer. */
    private static String curled(ServerProcess server, String id) throws Exception {
        String line = server.out().await("curl of " + id, text -> text.startsWith("  curl ") && text.contains(id));
        URI uri = URI.create(line.substring(line.indexOf("http")));
        HttpResponse<String> answer = new Client(uri.getPort()).get(uri.getPath());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static OwnRedis ownRedis(ServerProcess server) {
        String line = server.out().await("the password's file", text -> text.contains("REDISCLI_AUTH="));
        Path passwordFile = Path.of(line.substring(line.indexOf("$(cat '") + 7, line.lastIndexOf("')")));
        return new OwnRedis(Integer.parseInt(redisCli(server).get(2)), passwordFile);
    }

    /** Returns the words of the printed redis-cli command. */
    private static List<String> redisCli(ServerProcess server) {
        String line = server.out().await("redis-cli", text -> text.startsWith("  redis-cli -p "));
        return List.of(line.strip().split(" ", -1));
    }
}
