package io.contentjobs.redis.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contentjobs.redis.RedisProcess;
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
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

final class RedisProcessIT {
    private static final int PATIENCE_MILLIS = 10_000;

    @Test
    void real_redis_listens_on_the_loopback_interface_alone_and_keeps_nothing() throws IOException {
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
    void closed_redis_is_gone_and_leaves_nothing_behind() throws IOException {
        Set<Path> before = directories();
        RedisProcess redis = RedisProcess.start();
        Path directory = directoryOf(redis);
        assertThat(directory).isDirectory();

        redis.close();
        redis.close();

        assertThat(ProcessHandle.of(redis.pid()).filter(ProcessHandle::isAlive)).isEmpty();
        assertThatThrownBy(() -> connect(redis.port())).isInstanceOf(IOException.class);
        assertDisappears(directory);
        assertThat(before).doesNotContain(directory);
    }

    @Test
    void redis_that_ends_by_itself_leaves_nothing_behind_either() throws IOException, InterruptedException {
        try (RedisProcess redis = RedisProcess.start()) {
            Path directory = directoryOf(redis);

            Signals.send("KILL", redis.pid());

            assertDisappears(directory);
        }
    }

    @Test
    void redis_dies_with_its_parent_even_when_that_is_killed() throws IOException {
        Process parent = parent();
        try (BufferedReader told = parent.inputReader(StandardCharsets.UTF_8)) {
            int port = Integer.parseInt(told.readLine());
            Path directory = Path.of(told.readLine());
            assertThat(directory).isDirectory();
            try (Socket connection = connect(port)) {
                parent.destroyForcibly();

                assertEnds(connection);
            }
            assertDisappears(directory);
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void redis_that_hangs_dies_with_its_parent_too() throws IOException, InterruptedException {
        Process parent = parent();
        try (BufferedReader told = parent.inputReader(StandardCharsets.UTF_8)) {
            int port = Integer.parseInt(told.readLine());
            Path directory = Path.of(told.readLine());
            long pid = Long.parseLong(told.readLine());
            try (Socket connection = connect(port)) {
                Signals.send("STOP", pid);
                parent.destroyForcibly();

                assertEnds(connection);
            }
            assertDisappears(directory);
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void port_in_use_is_said_so_and_nothing_is_left_behind() throws IOException {
        try (ServerSocket taken = new ServerSocket(FreePort.find(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> RedisProcess.startOn(taken.getLocalPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Port " + taken.getLocalPort() + " is in use");
        }
    }

    @Test
    void redis_that_is_there_already_is_not_taken_for_the_new_one() throws IOException {
        try (RedisProcess redis = RedisProcess.start()) {
            assertThatThrownBy(() -> RedisProcess.startOn(redis.port()))
                    .hasMessage("Port " + redis.port() + " is in use");
        }
    }

    @Test
    void server_of_somebody_else_that_asks_for_a_password_is_not_taken_for_the_new_one() throws Exception {
        try (ServerSocket taken = new ServerSocket(FreePort.find(), 50, InetAddress.getLoopbackAddress())) {
            Thread stranger = new Thread(() -> refuseAll(taken), "stranger");
            stranger.setDaemon(true);
            stranger.start();

            assertThatThrownBy(() -> RedisProcess.startOn(taken.getLocalPort()))
                    .hasMessage("Port " + taken.getLocalPort() + " is in use");
        }
    }

    private static void refuseAll(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.getOutputStream()
                        .write("-NOAUTH Authentication required.\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                // The client or the server has closed the connection.
            }
        }
    }

    @Test
    void process_that_cannot_be_started_leaves_nothing_behind(@TempDir Path parent) throws IOException {
        Path directory = Files.createDirectory(parent.resolve("redis"));
        Path log = Files.createFile(directory.resolve("log"));

        assertThatThrownBy(() -> RedisLauncher.start(List.of("/no/such/shell"), directory, log))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/no/such/shell");

        assertThat(directory).doesNotExist();
    }

    @Test
    void arguments_that_redis_refuses_are_said_so() {
        assertThatThrownBy(() -> RedisProcess.start("--no-such-option", "1"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Redis did not start: ")
                .hasMessageContaining("no-such-option");
    }

    @Test
    void flood_of_its_own_log_does_not_stop_it() throws IOException {
        try (RedisProcess redis = RedisProcess.start("--loglevel", "debug");
                RedisClient client = RedisClient.create("127.0.0.1", redis.port())) {
            String line = "x".repeat(10_000);
            for (int i = 0; i < 100; i++) {
                client.eval("redis.log(redis.LOG_WARNING, ARGV[1])", List.of(), List.of(line));
            }
            assertThat(client.ping()).isEqualTo("PONG");
        }
    }

    /** Starts a JVM that starts a Redis. */
    private static Process parent() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RedisParent.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** The system ends its connections when a process is gone; one that lives on says nothing, and the read times out. */
    private static void assertEnds(Socket connection) throws IOException {
        try (InputStream in = connection.getInputStream()) {
            assertThat(in.read()).isEqualTo(-1);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    private static void assertDisappears(Path directory) {
        long start = System.nanoTime();
        while (Files.exists(directory)) {
            assertThat(System.nanoTime() - start)
                    .as("time that %s is still there", directory)
                    .isLessThan(TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    static Path directoryOf(RedisProcess redis) {
        try (RedisClient client = RedisClient.create("127.0.0.1", redis.port())) {
            return Path.of(client.configGet("dir").get("dir"));
        }
    }

    private static Set<Path> directories() throws IOException {
        try (Stream<Path> entries = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return entries.filter(path -> path.getFileName().toString().startsWith("content-jobs-redis-"))
                    .collect(Collectors.toSet());
        }
    }
}
