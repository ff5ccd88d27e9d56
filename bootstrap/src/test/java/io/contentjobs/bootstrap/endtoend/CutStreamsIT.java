package io.contentjobs.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.ContentJobs;
import io.contentjobs.bootstrap.settings.Settings;
import io.contentjobs.bootstrap.testing.Eventually;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.bootstrap.testing.VirtualThreads;
import io.contentjobs.domain.JobId;
import io.contentjobs.http.testing.LogCapture;
import io.contentjobs.redis.RedisProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that stream, and go without a word. */
final class CutStreamsIT {
    private static final Duration FOUND_OUT_WITHIN = Duration.ofSeconds(15);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int FEW = 30;
    private static final int MANY = VirtualThreads.exist() ? 2_000 : 1_000;

    private final Closer closer = new Closer();

    @AfterEach
    void stop() {
        closer.close();
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void nothing_is_left_of_them(long seed) throws Exception {
        Random random = new Random(seed);
        RedisProcess redis = closer.add(RedisProcess.start());
        JobId id = Jobs.id();
        closer.add(new RawRedis(redis.port())).put(Jobs.processing(id));
        Map<String, String> environment = Map.of(
                "HTTP_PORT",
                "0",
                "REDIS_URL",
                redis.url().toString(),
                "REDIS_TIMEOUT",
                "30s",
                "MAX_WAITERS",
                "" + MANY);
        ContentJobs jobs = closer.add(ContentJobs.start(Settings.from(environment), Clock.systemUTC()));
        LogCapture warnings = closer.add(LogCapture.begin());
        warmUp(jobs, id);
        long files = count("fd");
        long threads = count("task");
        List<Socket> open = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), jobs.httpPort());
            socket.setSoLinger(random.nextBoolean(), 0);
            socket.getOutputStream().write(request(id).getBytes(StandardCharsets.US_ASCII));
            open.add(socket);
            if (random.nextBoolean()) {
                open.remove(random.nextInt(open.size())).close();
            }
        }
        Eventually.within(TIMEOUT, "those who stay", () -> jobs.waiters() >= open.size());
        for (Socket socket : open) {
            socket.close();
        }

        Eventually.within(FOUND_OUT_WITHIN, "no waiting client", () -> jobs.waiters() == 0);
        Eventually.within(TIMEOUT, "as few files open as before", () -> count("fd") <= files + FEW);
        if (VirtualThreads.exist()) {
            Eventually.within(TIMEOUT, "as few threads as before", () -> count("task") <= threads + FEW);
        }
        assertThat(warnings.warnings()).isEmpty();
    }

    /** What the first request makes stays. */
    private static void warmUp(ContentJobs jobs, JobId id) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), jobs.httpPort())) {
            socket.getOutputStream().write(request(id).getBytes(StandardCharsets.US_ASCII));
            Eventually.within(TIMEOUT, "the first stream", () -> jobs.waiters() == 1);
        }
        Eventually.within(TIMEOUT, "its end", () -> jobs.waiters() == 0);
    }

    /** Counts what the system keeps of this process, which is client and server at once; on Linux, else it is nothing. */
    private static long count(String what) throws IOException {
        Path all = Path.of("/proc/self", what);
        if (!Files.isDirectory(all)) {
            return 0;
        }
        try (Stream<Path> entries = Files.list(all)) {
            return entries.count();
        }
    }

    private static String request(JobId id) {
        return "GET /api/content/jobs/" + id + "/status HTTP/1.1\r\nHost: h\r\nAccept: text/event-stream\r\n\r\n";
    }
}
