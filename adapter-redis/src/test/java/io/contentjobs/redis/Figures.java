package io.contentjobs.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What was measured, for docs/operations/errors.md: lines in {@code target/figures.txt}. */
final class Figures {
    private static final Path FILE = Path.of("target", "figures.txt");

    private Figures() {}

    static void note(String what, Object figure) {
        try {
            Files.writeString(FILE, what + ": " + figure + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
