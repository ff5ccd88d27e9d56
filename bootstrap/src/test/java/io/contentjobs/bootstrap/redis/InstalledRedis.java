package io.contentjobs.bootstrap.redis;

import io.contentjobs.bootstrap.testing.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The redis-server on the PATH, which, unlike the one that is bundled, can do TLS. It ends with this JVM. */
final class InstalledRedis implements AutoCloseable {
    private static final int PORTS_TO_TRY = 10;

    /** The shell becomes Redis, and leaves somebody behind who kills it when the pipe from this JVM ends. */
    private static final String LIFELINE = """
            exec 3<&0 </dev/null
            { trap '' HUP INT TERM; while read -r _ <&3; do :; done; kill -9 $$ 2>/dev/null; } &
            exec "$@" 3<&-
            """;

    private final Process process;
    private final int port;

    private InstalledRedis(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one that speaks nothing but TLS, and knows the users of {@link RedisUsers}. */
    static InstalledRedis withTls(Path directory, Path key, Path certificate) throws Exception {
        Path users = Files.write(
                directory.resolve("users.acl"),
                RedisUsers.lines("").stream()
                        .map(words -> "user " + String.join(" ", words.subList(2, words.size())))
                        .toList());
        for (int i = 0; i < PORTS_TO_TRY; i++) {
            int port = freePort();
            InstalledRedis redis = start(directory, port, key, certificate, users);
            if (redis.isUp()) {
                return redis;
            }
            redis.close();
        }
        throw new IOException("No redis-server with TLS: " + Files.readString(directory.resolve("redis.log")));
    }

    private static InstalledRedis start(Path directory, int port, Path key, Path certificate, Path users)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", LIFELINE, "redis", "redis-server"));
        command.addAll(List.of("--port", "0", "--tls-port", "" + port, "--bind", "127.0.0.1"));
        command.addAll(List.of("--tls-cert-file", certificate.toString(), "--tls-key-file", key.toString()));
        command.addAll(List.of("--tls-ca-cert-file", certificate.toString(), "--tls-auth-clients", "no"));
        command.addAll(List.of("--save", "", "--aclfile", users.toString(), "--dir", directory.toString()));
        return new InstalledRedis(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("redis.log").toFile())
                        .start(),
                port);
    }

    int port() {
        return port;
    }

    private boolean isUp() throws Exception {
        Eventually.within(Duration.ofSeconds(30), "a redis-server", () -> !process.isAlive() || accepts());
        return process.isAlive();
    }

    private boolean accepts() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Kills it. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
