package io.contentjobs.bootstrap.start;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.contentjobs.bootstrap.demo.SampleJobs;
import io.contentjobs.bootstrap.settings.BadSettingsException;
import io.contentjobs.bootstrap.settings.Setting;
import io.contentjobs.domain.JobId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/**
 * Runs two servers for a short time: one with its own Redis, and one that reads the same Redis through a {@code
 * REDIS_URL}. Java makes a start-up cache of the classes that they load.
 */
public final class CacheTraining {
    private static final int ROUNDS = 100;
    private static final String STATUS = "/api/content/jobs/%s/status";
    private static final List<String> OTHER_PATHS = List.of(
            "/", "/client/content-jobs.js", "/health/live", "/health/ready", "/metrics", "/openapi.yaml", "/none");

    private CacheTraining() {}

    /** Starts a server with the settings of an environment. */
    public interface Launcher {
        RunningServer start(Map<String, String> environment) throws IOException, BadSettingsException;
    }

    /**
     * Starts both servers, sends requests to them, and closes them.
     *
     * @throws IOException if a server cannot start, or does not answer
     */
    public static void run(Launcher launcher) throws IOException, BadSettingsException {
        String port = Setting.HTTP_PORT.name();
        try (RunningServer demo = launcher.start(Map.of(port, "0"));
                RunningServer reader = launcher.start(Map.of(
                        port,
                        "0",
                        Setting.REDIS_URL.name(),
                        urlOf(demo.ownRedis().orElseThrow())))) {
            ask(demo.httpPort());
            ask(reader.httpPort());
        }
    }

    private static String urlOf(OwnRedis redis) throws IOException {
        String password = Files.readString(redis.passwordFile()).strip();
        return "redis://:" + password + "@127.0.0.1:" + redis.port();
    }

    private static void ask(int port) throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            for (JobId id : SampleJobs.ALL) {
                ask(port, STATUS.formatted(id.value()), "Accept: application/json");
            }
            ask(port, STATUS.formatted("missing"), "Accept: application/json");
            ask(port, STATUS.formatted("no:id"), "Accept: application/json");
        }
        for (String path : OTHER_PATHS) {
            ask(port, path, "Accept: */*");
        }
        String ended = STATUS.formatted(SampleJobs.COMPLETED.value());
        ask(port, ended, "Prefer: wait=1");
        ask(port, ended, "Accept: text/event-stream");
        ask(port, ended, "If-None-Match: *");
        ask(port, STATUS.formatted(SampleJobs.PENDING.value()), "Prefer: wait=1");
    }

    /** Sends a request and ignores its status; the server closes the connection after the response. */
    private static void ask(int port, String path, String header) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write(request.getBytes(US_ASCII));
            if (in.readAllBytes().length == 0) {
                throw new IOException("No response to a request for " + path);
            }
        }
    }
}
