package io.contentjobs.bootstrap.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Follows jobs on one kept connection; when that ends, on another. It sends nothing again that was not answered. */
final class FollowingClient implements AutoCloseable {
    private static final Duration BEFORE_COMING_BACK = Duration.ofMillis(50);

    private final int port;
    private final GatewayTally tally;
    private @Nullable PlainClient connection;

    FollowingClient(int port, GatewayTally tally) {
        this.port = port;
        this.tally = tally;
    }

    void untilCompleted(String path, String field) {
        boolean completed = false;
        while (!completed) {
            completed = isCompleted(path, field);
        }
    }

    /** Asks once; returns if the answer does not end it. */
    boolean isCompleted(String path, String... fields) {
        try {
            PlainClient.Answer answer = connected().get(path, fields);
            String body = answer.body();
            if (answer.field("connection").equals("close")) {
                close();
            }
            return isCompleted(answer.status(), body);
        } catch (IOException failure) {
            tally.lost(failure.toString());
            comeBack();
            return false;
        }
    }

    private boolean isCompleted(int status, String body) {
        boolean completed = body.startsWith("{\"status\":\"COMPLETED\",\"imageUrls\":{") && body.endsWith("}}");
        boolean processing = body.equals("{\"status\":\"PROCESSING\",\"message\":\"이미지 생성 중입니다\"}");
        if (status == 200 && (completed || processing)) {
            tally.answered();
        } else {
            complain(status, body);
        }
        return completed;
    }

    /** Reads a stream to the end of its job; one that ends before that is gone on with. */
    void stream(String path) {
        String known = "";
        boolean told = false;
        while (!told) {
            Events events = read(path, known);
            known = events.known;
            told = events.told;
            if (!told) {
                tally.streamResumed();
            }
        }
    }

    private Events read(String path, String known) {
        Events events = new Events(known);
        PlainClient.Answer answer;
        try {
            answer = connected().get(path, "Accept: text/event-stream", "Last-Event-ID: " + known);
            if (answer.status() != 200) {
                complain(answer.status(), answer.body());
                return events;
            }
        } catch (IOException failure) {
            tally.lost(failure.toString());
            comeBack();
            return events;
        }
        try {
            events.readFrom(answer.lines());
            tally.answered();
        } catch (IOException failure) {
            tally.streamCut();
            comeBack();
        }
        return events;
    }

    private void complain(int status, String body) {
        if (status == 502 || status == 503) {
            tally.refused(status + " " + body);
        } else {
            tally.lost(status + " " + body);
        }
        comeBack();
    }

    private PlainClient connected() throws IOException {
        if (connection == null) {
            connection = new PlainClient(port);
        }
        return connection;
    }

    private void comeBack() {
        close();
        LockSupport.parkNanos(BEFORE_COMING_BACK.toNanos());
    }

    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (IOException failure) {
            tally.lost(failure.toString());
        }
        connection = null;
    }

    /** What a stream has told. */
    private static final class Events {
        private String known;
        private boolean told;

        Events(String known) {
            this.known = known;
        }

        /** Reads to the end; an event counts once it is whole. */
        void readFrom(BufferedReader lines) throws IOException {
            String id = known;
            boolean completed = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("data:")) {
                    completed = line.contains("\"COMPLETED\"");
                } else if (line.isEmpty()) {
                    known = id;
                    told |= completed;
                }
            }
        }
    }
}
