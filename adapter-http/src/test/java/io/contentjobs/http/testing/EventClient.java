package io.contentjobs.http.testing;

import java.util.ArrayList;
import java.util.List;

/** Reads a stream of events, and knows no more of it than the HTML Standard, section 9.2.6, says. */
public final class EventClient implements AutoCloseable {
    /** An event as it was told. */
    public record Event(String name, String id, String data) {}

    private final RawConnection connection;
    private boolean begun;

    /**
     * Reads from a connection.
     *
     * @param connection on which the stream was asked for
     */
    public EventClient(RawConnection connection) {
        this.connection = connection;
    }

    /** Waits for the next event. */
    public Event next() {
        String line = line();
        String name = "";
        String id = "";
        List<String> data = new ArrayList<>();
        while (!line.isEmpty() || data.isEmpty()) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).stripLeading();
            switch (line.isEmpty() ? "retry" : line.substring(0, colon)) {
                case "event" -> name = value;
                case "id" -> id = value;
                case "data" -> data.add(value);
                case "", "retry" -> {}
                default -> throw new AssertionError("No line of a stream: " + line);
            }
            line = line();
        }
        return new Event(name, id, String.join("\n", data));
    }

    /** Waits for so many comments, which are not to be interrupted by events. */
    public void awaitComments(int count) {
        for (int seen = 0; seen < count; ) {
            String line = line();
            seen += line.startsWith(":") ? 1 : 0;
        }
    }

    /** Waits for the end, and returns the status that was told last. */
    public String rest() {
        String status = "";
        List<String> lines = restOfLines();
        for (String line : lines) {
            if (line.startsWith("data: ")) {
                status = line.replaceAll(".*\"status\":\"([A-Z]+)\".*", "$1");
            }
        }
        return status;
    }

    /** Waits for the end, and tells whether nothing but comments comes before it. */
    public boolean ended() {
        return restOfLines().stream().allMatch(line -> line.isEmpty() || line.startsWith(":"));
    }

    private List<String> restOfLines() {
        begin();
        return connection.receiveAll().lines().toList();
    }

    private String line() {
        begin();
        return connection.receiveLine();
    }

    private void begin() {
        if (!begun) {
            begun = true;
            RawResponse head = connection.receiveHead();
            if (head.status() != 200) {
                throw new AssertionError("No stream: " + head);
            }
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
