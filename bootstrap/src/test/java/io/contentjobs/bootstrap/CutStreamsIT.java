package io.contentjobs.bootstrap;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.domain.JobId;
import io.contentjobs.redis.RedisProcess;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that stream, and go without a word. */
final class CutStreamsIT {
    private static final Duration FOUND_OUT_WITHIN = Duration.ofSeconds(20);
    private static final int MANY = Threads.areVirtual() ? 2_000 : 1_000;

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
        Map<String, String> environment =
                Map.of("HTTP_PORT", "0", "REDIS_URL", redis.url().toString(), "MAX_WAITERS", "" + MANY);
        ContentJobs jobs = closer.add(ContentJobs.start(Settings.from(environment), Clock.systemUTC()));
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
        Eventually.within(Duration.ofSeconds(60), "those who stay", () -> jobs.waiters() >= open.size());
        for (Socket socket : open) {
            socket.close();
        }

        Eventually.within(FOUND_OUT_WITHIN.plusSeconds(10), "nobody who waits", () -> jobs.waiters() == 0);
    }

    private static String request(JobId id) {
        return "GET /api/content/jobs/" + id + "/status HTTP/1.1\r\nHost: h\r\nAccept: text/event-stream\r\n\r\n";
    }
}
