package io.contentjobs.bootstrap.gateway;

import io.contentjobs.bootstrap.testing.TiedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The system's nginx with docs/gateway/nginx.conf and other ports and directories. It ends with this JVM. */
final class Gateway implements AutoCloseable {
    private static final Path CONFIGURATION = Path.of("..", "docs", "gateway", "nginx.conf");

    /** The change for tests that send more requests than one client may. */
    static final Map<String, String> WITHOUT_RATE_LIMIT = Map.of("rate=50r/s", "rate=100000r/s");

    private final TiedProcess process;

    private Gateway(TiedProcess process) {
        this.process = process;
    }

    /**
     * Starts the gateway in front of two servers of the loopback interface.
     *
     * @param changes texts of the file, and their replacements
     */
    static Gateway before(int first, int second, Path directory, Map<String, String> changes) throws Exception {
        Path home = Files.createTempDirectory(directory, "nginx");
        Path file = home.resolve("nginx.conf");
        return new Gateway(TiedProcess.start(home, port -> {
            Files.writeString(file, configuration(home, List.of(port, first, second), changes));
            return List.of("nginx", "-p", home.toString(), "-c", file.toString());
        }));
    }

    private static String configuration(Path home, List<Integer> ports, Map<String, String> changes)
            throws IOException {
        String ownDirectories = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(kind -> kind + "_temp_path " + home + "/" + kind + ";\n")
                .collect(Collectors.joining());
        Map<String, String> all = new LinkedHashMap<>();
        all.put("user www-data;", "daemon off;");
        all.put("pid /run/nginx.pid;", "pid " + home + "/pid;");
        all.put("/var/log/nginx/", home + "/");
        all.put("http {\n", "http {\n" + ownDirectories);
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

    int port() {
        return process.port();
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
