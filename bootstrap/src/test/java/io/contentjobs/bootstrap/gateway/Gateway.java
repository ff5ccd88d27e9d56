package io.contentjobs.bootstrap.gateway;

import io.contentjobs.bootstrap.testing.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The system's nginx with docs/gateway/nginx.conf before two servers: that very file, but for where it listens, where the
 * servers are and where files lie. It ends with this JVM.
 */
final class Gateway implements AutoCloseable {
    private static final Path CONFIGURATION = Path.of("..", "docs", "gateway", "nginx.conf");
    private static final int PORTS_TO_TRY = 10;

    /** Debian has it where not everybody's PATH leads. */
    private static final String PATH = "PATH=$PATH:/usr/sbin:/usr/local/sbin\n";

    /** The shell becomes nginx, and leaves somebody behind who stops it when the pipe from this JVM ends. */
    private static final String LIFELINE = """
            exec 3<&0 </dev/null
            { trap '' HUP INT TERM; while read -r _ <&3; do :; done; kill -TERM $$ 2>/dev/null; } &
            exec "$@" 3<&-
            """;

    private final Process process;
    private final int port;

    private Gateway(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it before those two servers of the loopback interface. */
    static Gateway before(int first, int second, Path directory) throws Exception {
        return before(first, second, directory, Map.of());
    }

    /** @param changes what stands in the file, and what shall stand there instead */
    static Gateway before(int first, int second, Path directory, Map<String, String> changes) throws Exception {
        Path home = Files.createTempDirectory(directory, "nginx");
        for (int i = 0; i < PORTS_TO_TRY; i++) {
            int port = freePort();
            Path file = Files.writeString(
                    home.resolve("nginx.conf"), configuration(home, List.of(port, first, second), changes));
            Gateway gateway = new Gateway(start(home, file), port);
            if (gateway.isUp()) {
                return gateway;
            }
            gateway.close();
        }
        throw new IOException("No nginx: " + Files.readString(home.resolve("output")));
    }

    private static String configuration(Path home, List<Integer> ports, Map<String, String> changes)
            throws IOException {
        StringBuilder ownDirectories = new StringBuilder("http {\n");
        for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            ownDirectories
                    .append(kind)
                    .append("_temp_path ")
                    .append(home)
                    .append("/")
                    .append(kind)
                    .append(";\n");
        }
        Map<String, String> all = new LinkedHashMap<>();
        all.put("user www-data;", "daemon off;");
        all.put("pid /run/nginx.pid;", "pid " + home + "/pid;");
        all.put("/var/log/nginx/", home + "/");
        all.put("http {\n", ownDirectories.toString());
        all.put("listen 80 default_server;", "listen 127.0.0.1:" + ports.get(0) + " default_server;");
        all.put("server 127.0.0.1:8081 ", "server 127.0.0.1:" + ports.get(1) + " ");
        all.put("server 127.0.0.1:8082 ", "server 127.0.0.1:" + ports.get(2) + " ");
        all.putAll(changes);
        String text = Files.readString(CONFIGURATION);
        for (Map.Entry<String, String> change : all.entrySet()) {
            if (!text.contains(change.getKey())) {
                throw new AssertionError("Not in " + CONFIGURATION + ": " + change.getKey());
            }
            text = text.replace(change.getKey(), change.getValue());
        }
        return text;
    }

    private static Process start(Path home, Path file) throws IOException {
        return new ProcessBuilder(
                        "sh", "-c", PATH + LIFELINE, "gateway", "nginx", "-p", home.toString(), "-c", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("output").toFile())
                .start();
    }

    int port() {
        return port;
    }

    private boolean isUp() throws Exception {
        Eventually.within(Duration.ofSeconds(30), "an nginx", () -> !process.isAlive() || accepts());
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

    /** Stops it, at once. */
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
