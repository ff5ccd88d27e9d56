package io.contentjobs.bootstrap;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.start.HelpText;
import io.contentjobs.bootstrap.start.OwnRedis;
import io.contentjobs.bootstrap.testing.ClosedPort;
import io.contentjobs.bootstrap.testing.Eventually;
import io.contentjobs.bootstrap.testing.HoldingProxy;
import io.contentjobs.bootstrap.testing.HttpJobStatus;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.domain.Job;
import io.contentjobs.redis.RedisProcess;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** The packaged server, as a process. */
final class MainIT {
    private static final String IN_PROGRESS = "{\"status\":\"%s\",\"message\":\"이미지 생성 중입니다\"}";
    private static final String STORE_UNAVAILABLE = "{\"code\":\"JOB_005\",\"message\":\"잠시 후 다시 시도해주세요\"}";

    private final Closer closer = new Closer();
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        closer.close();
    }

    @Test
    void own_redis_holds_a_sample_in_each_status() throws Exception {
        ServerProcess server = start(Map.of());

        assertThat(get(curled(server, "sample-pending"))).isEqualTo(IN_PROGRESS.formatted("PENDING"));
        assertThat(get(curled(server, "sample-processing"))).isEqualTo(IN_PROGRESS.formatted("PROCESSING"));
        assertThat(get(curled(server, "sample-completed")))
                .isEqualTo("{\"status\":\"COMPLETED\",\"imageUrls\":{"
                        + "\"simple\":\"https://cdn.example.com/sample-draft/simple.png\","
                        + "\"fancy\":\"https://cdn.example.com/sample-draft/fancy.png\","
                        + "\"trendy\":\"https://cdn.example.com/sample-draft/trendy.png\"}}");
        assertThat(get(curled(server, "sample-failed")))
                .isEqualTo("{\"status\":\"FAILED\",\"error\":\"이미지 생성 서버가 응답하지 않습니다\"," + "\"message\":\"다시 시도해주세요\"}");
    }

    @Test
    void printed_redis_cli_line_writes_a_job() throws Exception {
        ServerProcess server = start(Map.of());
        URI ownJob = curled(server, "my-job");
        String line = server.out()
                .await("redis-cli", text -> text.startsWith("  redis-cli -p "))
                .strip();
        List<String> words = List.of(line.split(" ", -1));
        RawRedis redis = closer.add(new RawRedis(ownRedis(server)));

        redis.commands()
                .executeCommand(
                        new CommandArguments(Command.valueOf(words.get(3))).addObjects(words.subList(4, words.size())));

        assertThat(get(ownJob)).isEqualTo(IN_PROGRESS.formatted("PENDING"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"REDIS_URI", "REDISURL", "redis_url", "REDIS_HOST", "SPRING_DATA_REDIS_HOST"})
    void server_whose_redis_url_is_misspelt_warns_that_it_runs_the_demo(String name) throws Exception {
        ServerProcess server = start(Map.of(name, "redis://:s3cret@redis.example.com:6379"));
        server.port();
        server.terminate();
        assertThat(server.exitCode()).isZero();

        assertThat(server.err().toTheEnd())
                .anyMatch(line -> line.contains(" WARN ")
                        && line.endsWith(
                                "REDIS_URL is not set: this server runs the demo. It reads its own Redis, not yours."
                                        + " These variables are set, but are not settings: " + name))
                .noneMatch(line -> line.contains("s3cret"));
    }

    @Test
    void own_redis_ends_with_a_server_that_is_stopped() throws Exception {
        ServerProcess server = start(Map.of());
        int redisPort = ownRedisPort(server);

        server.terminate();

        assertThat(server.exitCode()).isZero();
        assertThat(accepts(redisPort)).isFalse();
    }

    @Test
    void own_redis_ends_with_a_server_that_is_killed() throws Exception {
        ServerProcess server = start(Map.of());
        int redisPort = ownRedisPort(server);
        assertThat(accepts(redisPort)).isTrue();

        Path passwordFile = ownRedis(server).passwordFile();
        assertThat(passwordFile).exists();

        server.kill();

        Eventually.within(Duration.ofSeconds(10), "the end of its Redis", () -> !accepts(redisPort));
        Eventually.within(
                Duration.ofSeconds(10), "the end of its files", () -> !Files.exists(passwordFile.getParent()));
    }

    @Test
    void start_tells_where_it_listens_and_what_it_reads_and_nothing_else() throws Exception {
        RedisProcess redis = closer.add(RedisProcess.start("--requirepass", "s3cret"));
        ServerProcess server = start(Map.of("REDIS_URL", "redis://:s3cret@127.0.0.1:" + redis.port()));
        int port = server.port();
        assertThat(client.send(HttpJobStatus.request(port, "unknown"), ofString())
                        .statusCode())
                .isEqualTo(404);

        server.terminate();

        assertThat(server.exitCode()).isZero();
        assertThat(server.out().toTheEnd())
                .containsExactly(
                        "Listening on http://127.0.0.1:" + port, "Reading redis://:****@127.0.0.1:" + redis.port());
        assertThat(server.complaints()).isEmpty();
    }

    @Test
    void nothing_is_written_into_a_redis_of_others() throws Exception {
        RedisProcess redis = closer.add(RedisProcess.start());
        ServerProcess server = start(Map.of("REDIS_URL", "redis://127.0.0.1:" + redis.port()));
        assertThat(client.send(HttpJobStatus.request(server.port(), "sample-pending"), ofString())
                        .statusCode())
                .isEqualTo(404);
        server.terminate();
        assertThat(server.exitCode()).isZero();

        assertThat(closer.add(new RawRedis(redis.port())).commands().dbSize()).isZero();
    }

    @Test
    void server_starts_while_its_redis_is_down() throws Exception {
        ClosedPort down = closer.add(new ClosedPort());
        ServerProcess server = start(Map.of("REDIS_URL", "redis://127.0.0.1:" + down.port()));

        HttpResponse<String> answer = client.send(HttpJobStatus.request(server.port(), "any"), ofString());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo(STORE_UNAVAILABLE);
    }

    @Test
    void request_in_flight_is_answered_before_a_stopped_server_ends() throws Exception {
        Job job = Jobs.processing();
        RedisProcess redis = closer.add(RedisProcess.start());
        closer.add(new RawRedis(redis.port())).put(job);
        HoldingProxy slow = closer.add(new HoldingProxy(redis.port(), job.id().value()));
        ServerProcess server = start(Map.of("REDIS_URL", "redis://127.0.0.1:" + slow.port(), "REDIS_TIMEOUT", "30s"));
        int port = server.port();
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(HttpJobStatus.request(port, job.id().value()), ofString());
        assertThat(slow.held().await(30, TimeUnit.SECONDS)).isTrue();

        server.terminate();
        Eventually.within(Duration.ofSeconds(7), "no more connections", () -> !accepts(port));
        assertThat(answer).isNotDone();
        slow.release();

        assertThat(answer.get(30, TimeUnit.SECONDS).body()).isEqualTo(IN_PROGRESS.formatted("PROCESSING"));
        assertThat(server.exitCode()).isZero();
    }

    @Test
    void bad_settings_are_all_told_at_once_without_the_password() throws Exception {
        ServerProcess server = start(
                Map.of("HTTP_PORT", "none", "REDIS_URL", "redis://app:s3cret@127.0.0.1:none", "POLL_INTERVAL", "0s"));

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
    void port_in_use_is_told_in_a_line() throws Exception {
        RedisProcess redis = closer.add(RedisProcess.start());
        ServerSocket taken = closer.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        ServerProcess server =
                start(Map.of("HTTP_PORT", "" + taken.getLocalPort(), "REDIS_URL", "redis://127.0.0.1:" + redis.port()));

        assertThat(server.exitCode()).isEqualTo(1);
        assertThat(server.out().toTheEnd()).isEmpty();
        assertThat(server.complaints())
                .singleElement()
                .asString()
                .isEqualTo(
                        "Could not start: Cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": the port is in use");
    }

    @Test
    void help_and_version_are_told_from_the_package() throws Exception {
        ServerProcess help = start(Map.of(), "--help");
        ServerProcess version = start(Map.of(), "--version");

        assertThat(help.exitCode()).isZero();
        assertThat(String.join("\n", help.out().toTheEnd())).isEqualToIgnoringNewLines(HelpText.text());
        assertThat(version.exitCode()).isZero();
        assertThat(version.out().toTheEnd()).singleElement().asString().matches("content-jobs \\d+\\.\\d+\\.\\d+.*");
    }

    private ServerProcess start(Map<String, String> environment, String... arguments) throws IOException {
        return closer.add(ServerProcess.start(directory, environment, arguments));
    }

    private static URI curled(ServerProcess server, String id) throws Exception {
        String line = server.out().await("curl of " + id, text -> text.startsWith("  curl ") && text.contains(id));
        return URI.create(line.substring(line.indexOf("http")));
    }

    private static OwnRedis ownRedis(ServerProcess server) throws Exception {
        String line = server.out().await("the password's file", text -> text.contains("REDISCLI_AUTH="));
        Path passwordFile = Path.of(line.substring(line.indexOf("$(cat '") + 7, line.lastIndexOf("')")));
        return new OwnRedis(ownRedisPort(server), passwordFile);
    }

    private static int ownRedisPort(ServerProcess server) throws Exception {
        String line = server.out().await("redis-cli", text -> text.contains("redis-cli -p "));
        return Integer.parseInt(line.strip().split(" ", -1)[2]);
    }

    private String get(URI uri) throws Exception {
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(uri).build(), ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static boolean accepts(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException refused) {
            return false;
        }
    }
}
