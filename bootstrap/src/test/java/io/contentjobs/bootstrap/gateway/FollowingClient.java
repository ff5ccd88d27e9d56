package io.contentjobs.bootstrap.gateway;

import io.contentjobs.bootstrap.testing.PlainClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Follows jobs to their end on one connection; opens another one when that ends. */
final class FollowingClient implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final int port;
    private final GatewayTally tally;
    private @Nullable PlainClient connection;

    FollowingClient(int port, GatewayTally tally) {
        this.port = port;
        this.tally = tally;
    }

    /** Sends one request, and tells whether its answer ends the job. */
    boolean isCompleted(String path, String... headers) {
        try {
            PlainClient.Answer answer = connected().get(path, headers);
            String body = answer.body();
            if (answer.header("connection").equals("close")) {
                close();
            }
            return isCompleted(answer.status(), body);
        } catch (IOException failure) {
            tally.lost.add(failure.toString());
            disconnect();
            return false;
        }
    }

    private boolean isCompleted(int status, String body) {
        boolean completed = body.startsWith("{\"status\":\"COMPLETED\",\"imageUrls\":{") && body.endsWith("}}");
        boolean processing = body.equals("{\"status\":\"PROCESSING\",\"message\":\"이미지 생성 중입니다\"}");
        if (status == 200 && (completed || processing)) {
            tally.answers.incrementAndGet();
        } else {
            tally.failed(status, body);
            disconnect();
        }
        return completed;
    }

    /** Reads a stream to the end of its job; resumes a stream that ends before it. */
    void stream(String path) {
        Events events = new Events();
        while (true) {
            read(path, events);
            if (events.hasEnded) {
                return;
            }
            tally.resumed.incrementAndGet();
        }
    }

    private void read(String path, Events events) {
        PlainClient.Answer answer;
        try {
            answer = connected().get(path, "Accept: text/event-stream", "Last-Event-ID: " + events.lastId);
            if (answer.status() != 200) {
                tally.failed(answer.status(), answer.body());
                disconnect();
                return;
            }
        } catch (IOException failure) {
            tally.lost.add(failure.toString());
            disconnect();
            return;
        }
        try {
            events.readFrom(answer.lines());
            tally.answers.incrementAndGet();
        } catch (IOException failure) {
            tally.cut.incrementAndGet();
            disconnect();
        }
    }

    private PlainClient connected() throws IOException {
        if (connection == null) {
            connection = new PlainClient(port);
        }
        return connection;
    }

    private void disconnect() {
        close();
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (IOException failure) {
            tally.lost.add(failure.toString());
        }
        connection = null;
    }

    private static final class Events {
        private String lastId = "";
        private boolean hasEnded;

        /** Reads to the end of the stream. An event counts once it is complete. */
        void readFrom(BufferedReader lines) throws IOException {
            String id = lastId;
            boolean completed = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("data:")) {
                    completed = line.contains("\"COMPLETED\"");
                } else if (line.isEmpty()) {
                    lastId = id;
                    hasEnded |= completed;
                }
            }
        }
    }
}
