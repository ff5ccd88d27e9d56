package io.contentjobs.redis.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.application.testing.Await;
import io.contentjobs.redis.RedisProcess;
import io.contentjobs.redis.testing.ChildJvm;
import io.contentjobs.redis.testing.GreetingServer;
import io.contentjobs.redis.testing.Signals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

final class RedisProcessIT {
    private static final int TIMEOUT_MILLIS = 10_000;

    @Test
    void redis_listens_on_the_loopback_interface_alone_and_stores_nothing() throws IOException {
        try (RedisProcess redis = RedisProcess.start();
                RedisClient client = RedisClient.create("127.0.0.1", redis.port())) {
            assertThat(redis.url()).hasToString("redis://127.0.0.1:" + redis.port());
            assertThat(client.info("server")).contains("process_id:" + redis.pid() + "\r\n");
            assertThat(client.configGet("bind")).containsEntry("bind", "127.0.0.1");
            assertThat(client.configGet("save")).containsEntry("save", "");
            assertThat(client.configGet("appendonly")).containsEntry("appendonly", "no");
        }
    }

    @Test
    void arguments_are_passed_on() throws IOException {
        try (RedisProcess redis = RedisProcess.start("--maxmemory", "7mb");
                RedisClient client = RedisClient.create("127.0.0.1", redis.port())) {
            assertThat(client.configGet("maxmemory")).containsEntry("maxmemory", "7340032");
        }
    }

    @Test
    void closed_redis_ends_and_its_files_are_deleted() throws IOException {
        RedisProcess redis = RedisProcess.start();
        Path directory = directoryOf(redis);
        assertThat(directory).isDirectory();

        redis.close();
        redis.close();

        assertThat(ProcessHandle.of(redis.pid()).filter(ProcessHandle::isAlive)).isEmpty();
        assertThatThrownBy(() -> connect(redis.port())).isInstanceOf(IOException.class);
        assertDisappears(directory);
    }

    @Test
    void files_of_a_redis_that_ends_by_itself_are_deleted() throws IOException, InterruptedException {
        try (RedisProcess redis = RedisProcess.start()) {
            Path directory = directoryOf(redis);

            Signals.send("KILL", redis.pid());

            assertDisappears(directory);
        }
    }

    @ParameterizedTest(name = "Redis hangs: {0}")
    @ValueSource(booleans = {false, true})
    void redis_ends_when_its_parent_is_killed(boolean hangs) throws IOException, InterruptedException {
        Process parent = ChildJvm.of(RedisParent.class).start();
        try (BufferedReader printed = parent.inputReader(StandardCharsets.UTF_8)) {
            int port = Integer.parseInt(printed.readLine());
            Path directory = Path.of(printed.readLine());
            long pid = Long.parseLong(printed.readLine());
            assertThat(directory).isDirectory();
            try (Socket connection = connect(port)) {
                if (hangs) {
                    Signals.send("STOP", pid);
                }
                parent.destroyForcibly();

                assertEnds(connection);
            }
            assertDisappears(directory);
        } finally {
            parent.destroyForcibly();
        }
    }

    /** Starts a Redis, prints its port, directory and process id, and then waits. */
    static final class RedisParent {
        private RedisParent() {}

        public static void main(String[] arguments) throws IOException {
            RedisProcess redis = RedisProcess.start();
            System.out.println(redis.port());
            System.out.println(directoryOf(redis));
            System.out.println(redis.pid());
            if (System.in.read() < 0) {
                redis.close();
            }
        }
    }

    /** Servers of somebody else that listen on the port of ours. */
    enum Stranger {
        SILENT,
        REQUIRES_PASSWORD,
        ANSWERS_PING,
        REDIS,
        REDIS_WITH_PASSWORD,
        REDIS_OF_A_DEMO;

        AutoCloseable startOn(int port) throws IOException {
            return switch (this) {
                case SILENT -> new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                case REQUIRES_PASSWORD -> new GreetingServer(port, "-NOAUTH Authentication required.\r\n");
                case ANSWERS_PING -> new GreetingServer(port, "+PONG\r\n");
                case REDIS -> RedisServer.startOn(port);
                case REDIS_WITH_PASSWORD -> RedisServer.startOn(port, "--requirepass", "geheim");
                case REDIS_OF_A_DEMO ->
                    RedisLauncher.launch(port, DemoUsers.random()).orElseThrow();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void server_of_somebody_else_on_the_port_is_not_taken_for_ours(Stranger stranger) throws Exception {
        int port = FreePort.find();
        try (AutoCloseable other = stranger.startOn(port)) {
            assertThat(other).isNotNull();
            assertThatThrownBy(() -> RedisProcess.startOn(port)).hasMessage("Port " + port + " is in use");
            assertThatThrownBy(() -> RedisProcess.startOn(port, "--requirepass", "geheim"))
                    .hasMessage("Port " + port + " is in use");
            assertThat(RedisLauncher.launch(port, DemoUsers.random())).isEmpty();
        }
    }

    @Test
    void files_of_a_process_that_does_not_start_are_deleted(@TempDir Path parent) throws IOException {
        Path directory = Files.createDirectory(parent.resolve("redis"));
        Path log = Files.createFile(directory.resolve("log"));

        assertThatThrownBy(() -> RedisLauncher.start(List.of("/no/such/shell"), directory, log))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/no/such/shell");

        assertThat(directory).doesNotExist();
    }

    @Test
    void message_quotes_why_redis_refuses_its_arguments() {
        assertThatThrownBy(() -> RedisProcess.start("--no-such-option", "1"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Redis did not start: ")
                .hasMessageContaining("no-such-option");
    }

    @Test
    void redis_continues_after_many_long_log_lines() throws IOException {
        try (RedisProcess redis = RedisProcess.start("--loglevel", "debug");
                RedisClient client = RedisClient.create("127.0.0.1", redis.port())) {
            String line = "x".repeat(10_000);
            for (int i = 0; i < 100; i++) {
                client.eval("redis.log(redis.LOG_WARNING, ARGV[1])", List.of(), List.of(line));
            }
            assertThat(client.ping()).isEqualTo("PONG");
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    /** The system closes the connections of a process that has ended; otherwise the read times out. */
    private static void assertEnds(Socket connection) throws IOException {
        try (InputStream in = connection.getInputStream()) {
            assertThat(in.read()).isEqualTo(-1);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    private static void assertDisappears(Path directory) {
        Await.within(Duration.ofSeconds(10), "the end of " + directory, () -> !Files.exists(directory));
    }

    static Path directoryOf(RedisProcess redis) {
        try (RedisClient client = RedisClient.create("127.0.0.1", redis.port())) {
            return Path.of(client.configGet("dir").get("dir"));
        }
    }
}
