package io.contentjobs.http.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream as the HTML Standard, section 9.2.6, has clients read it. Not thread-safe. */
final class EventStream implements AutoCloseable {
    /** One event; its name, id and data are empty where the stream has none. */
    record Event(String name, String id, String data) {}

    private final Answer head;
    private final BufferedReader lines;
    private String retry = "";

    EventStream(int status, HttpHeaders headers, InputStream body) {
        this.head = new Answer(status, headers, "");
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /** Returns status and headers. */
    Answer head() {
        return head;
    }

    /** Returns the last pause that the server asked for, in milliseconds; empty if it has not. */
    String retry() {
        return retry;
    }

    /** Waits for the next event; null at the end of the stream. */
    @Nullable Event next() {
        String name = "";
        String id = "";
        List<String> data = new ArrayList<>();
        for (String line = line(); line != null; line = line()) {
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
            switch (field) {
                case "event" -> name = value;
                case "id" -> id = value;
                case "data" -> data.add(value);
                case "retry" -> retry = value;
                default -> {
                    if (line.isEmpty() && !data.isEmpty()) {
                        return new Event(name, id, String.join("\n", data));
                    }
                }
            }
        }
        return null;
    }

    /** Waits for the end, and returns all events before it. */
    List<Event> rest() {
        List<Event> events = new ArrayList<>();
        for (Event event = next(); event != null; event = next()) {
            events.add(event);
        }
        return events;
    }

    private @Nullable String line() {
        try {
            return lines.readLine();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Leaves the stream. */
    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
