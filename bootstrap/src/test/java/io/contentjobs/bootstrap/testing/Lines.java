package io.contentjobs.bootstrap.testing;

import io.contentjobs.application.testing.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The lines that a process writes, read in a thread of their own. */
public final class Lines {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reading;

    public Lines(InputStream stream) {
        reading = new Thread(() -> read(stream), "lines");
        reading.setDaemon(true);
        reading.start();
    }

    private void read(InputStream stream) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits for a line that the predicate accepts, and returns the first one. */
    public String await(String what, Predicate<String> wanted) {
        Await.within(TIMEOUT, "a line with " + what + " in " + lines, () -> {
            boolean ended = !reading.isAlive();
            if (lines.stream().anyMatch(wanted)) {
                return true;
            }
            if (ended) {
                throw new AssertionError("Ended without a line with " + what + ": " + lines);
            }
            return false;
        });
        return lines.stream().filter(wanted).findFirst().orElseThrow();
    }

    public List<String> soFar() {
        return List.copyOf(lines);
    }

    /** Waits for the end of the stream and returns all lines. */
    public List<String> toTheEnd() throws InterruptedException {
        reading.join(TIMEOUT.toMillis());
        if (reading.isAlive()) {
            throw new AssertionError("Not at its end: " + lines);
        }
        return List.copyOf(lines);
    }
}
