package io.contentjobs.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.application.testing.Jobs;
import io.contentjobs.bootstrap.Closer;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.bootstrap.testing.VirtualThreads;
import io.contentjobs.domain.JobId;
import io.contentjobs.redis.RedisProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged server is told to stop while many wait and stream. */
@Tag("full")
final class StopWhileWaitingIT {
    private final Closer closer = new Closer();
    private final JobId id = Jobs.id();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        closer.close();
    }

    @Test
    void all_are_answered_before_it_ends() throws Exception {
        stopWhile(20);
    }

    @Test
    void thousands_are_answered_before_it_ends() throws Exception {
        stopWhile(VirtualThreads.exist() ? 1_000 : 500);
    }

    /** @param count how many wait, and how many stream */
    private void stopWhile(int count) throws Exception {
        RedisProcess redis = closer.add(RedisProcess.start());
        closer.add(new RawRedis(redis.port())).put(Jobs.processing(id));
        ServerProcess server = closer.add(ServerProcess.start(
                directory,
                Map.of(
                        "REDIS_URL",
                        redis.url().toString(),
                        "REDIS_TIMEOUT",
                        "30s",
                        "MAX_WAIT",
                        "2m",
                        "MAX_WAITERS",
                        "" + 2 * count)));
        int port = server.port();
        List<Socket> waiting = new ArrayList<>();
        List<Socket> streaming = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // The first is answered at once; then the server has the second one too.
            waiting.add(connect(port, request("X: y") + request("Prefer: wait=100")));
            streaming.add(connect(port, request("Accept: text/event-stream")));
        }
        for (int i = 0; i < count; i++) {
            readUntil("PROCESSING", waiting.get(i));
            readUntil("PROCESSING", streaming.get(i));
        }

        server.terminate();

        for (int i = 0; i < count; i++) {
            assertThat(rest(waiting.get(i))).startsWith("\"").contains("HTTP/1.1 200 OK", "PROCESSING");
            assertThat(rest(streaming.get(i))).startsWith("\"").endsWith("\n\n");
        }
        assertThat(server.exitCode()).isZero();
        assertThat(server.complaints()).isEmpty();
    }

    private Socket connect(int port, String request) throws IOException {
        Socket socket = closer.add(new Socket(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private String request(String field) {
        return "GET /api/content/jobs/" + id + "/status HTTP/1.1\r\nHost: h\r\n" + field + "\r\n\r\n";
    }

    private static void readUntil(String text, Socket socket) throws IOException {
        StringBuilder read = new StringBuilder();
        try {
            while (read.indexOf(text) < 0) {
                int next = socket.getInputStream().read();
                assertThat(next).as("the end after %s", read).isNotNegative();
                read.append((char) next);
            }
        } catch (SocketTimeoutException silence) {
            throw new AssertionError("silence after " + read, silence);
        }
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
