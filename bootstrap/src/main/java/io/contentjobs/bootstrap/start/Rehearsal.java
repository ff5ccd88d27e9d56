package io.contentjobs.bootstrap.start;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.demo.SampleJobs;
import io.contentjobs.bootstrap.settings.BadSettingsException;
import io.contentjobs.bootstrap.settings.Setting;
import io.contentjobs.bootstrap.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Does for a moment what a server does, with a Redis of our own and with one of others, and ends. A cache that Java makes
 * of such a run holds what a start needs.
 */
public final class Rehearsal {
    private static final int ROUNDS = 100;
    private static final String STATUS = "/api/content/jobs/%s/status";
    private static final List<String> OTHER_PATHS = List.of(
            "/", "/client/content-jobs.js", "/health/live", "/health/ready", "/metrics", "/openapi.yaml", "/none");

    private Rehearsal() {}

    /**
     * Starts both servers, asks them, and closes them.
     *
     * @throws IOException if a server cannot be started, or does not answer
     */
    public static void run(Clock clock) throws IOException, BadSettingsException {
        Map<String, String> anyPort = Map.of(Setting.HTTP_PORT.name(), "0");
        try (ContentJobs own = start(anyPort, clock);
                ContentJobs others = start(
                        Map.of(
                                Setting.HTTP_PORT.name(),
                                "0",
                                Setting.REDIS_URL.name(),
                                urlOf(own.ownRedis().orElseThrow())),
                        clock)) {
            ask(own.httpPort());
            ask(others.httpPort());
        }
    }

    private static String urlOf(OwnRedis redis) throws IOException {
        String password = Files.readString(redis.passwordFile()).strip();
        return "redis://:" + password + "@127.0.0.1:" + redis.port();
    }

    private static ContentJobs start(Map<String, String> environment, Clock clock)
            throws IOException, BadSettingsException {
        Settings settings = Settings.from(environment);
        ContentJobs started = ContentJobs.start(settings, clock);
        StartText.of(started, settings.httpHost(), clock);
        return started;
    }

    private static void ask(int port) throws IOException {
        List<String> jobs = Stream.concat(
                        SampleJobs.ALL.stream().map(id -> STATUS.formatted(id.value())),
                        Stream.of(STATUS.formatted("missing"), STATUS.formatted("no:id")))
                .toList();
        for (int i = 0; i < ROUNDS; i++) {
            for (String path : jobs) {
                ask(port, path, "Accept: application/json");
            }
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

    /** Whatever the answer is: it is waited for, and its connection ends with it. */
    private static void ask(int port, String path, String field) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + field + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write(request.getBytes(US_ASCII));
            if (in.readAllBytes().length == 0) {
                throw new IOException("No answer to a request for " + path);
            }
        }
    }
}
