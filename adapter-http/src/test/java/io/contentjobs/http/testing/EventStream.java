package io.contentjobs.http.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the events of a stream as the HTML Standard, section 9.2.6, says. Not thread-safe. */
public final class EventStream implements AutoCloseable {
    /** One event; its name, id and data are empty where the stream has none. */
    public record Event(String name, String id, String data) {}

    private final BufferedReader lines;
    private final UnaryOperator<String> edit;
    private String retry = "";

    /** Reads from the body of a response. */
    public EventStream(InputStream body) {
        this(body, UnaryOperator.identity());
    }

    /** Reads from the body of a response, and edits each line. */
    public EventStream(InputStream body, UnaryOperator<String> edit) {
        lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        this.edit = edit;
    }

    /** Returns the last pause that the server asked for, in milliseconds; empty if there was none. */
    public String retry() {
        return retry;
    }

    /** Waits for the next event, and fails at the end of the stream. */
    public Event next() {
        Event event = read();
        if (event == null) {
            throw new AssertionError("The stream ended before the next event");
        }
        return event;
    }

    /** Waits for the end, and returns all events before it. */
    public List<Event> rest() {
        List<Event> events = new ArrayList<>();
        for (Event event = read(); event != null; event = read()) {
            events.add(event);
        }
        return events;
    }

    /** Waits for the end, and returns the data of the last event before it; empty if there is none. */
    public String lastData() {
        return rest().stream()
                .reduce(new Event("", "", ""), (one, next) -> next)
                .data();
    }

    /** Waits for this number of comments. */
    public void awaitComments(int count) {
        for (int seen = 0; seen < count; ) {
            String line = line();
            if (line == null) {
                throw new AssertionError("The stream ended after " + seen + " comments");
            }
            seen += line.startsWith(":") ? 1 : 0;
        }
    }

    private @Nullable Event read() {
        String name = "";
        String id = "";
        List<String> data = new ArrayList<>();
        for (String line = line(); line != null; line = line()) {
            String value = line.replaceFirst("^[^:]*:? ?", "");
            switch (line.replaceFirst(":.*", "")) {
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

    private @Nullable String line() {
        try {
            String line = lines.readLine();
            return line == null ? null : edit.apply(line);
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
